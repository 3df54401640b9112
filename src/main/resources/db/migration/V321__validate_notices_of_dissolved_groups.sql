ALTER TABLE wecom_notice VALIDATE CONSTRAINT wecom_notice_kind;
ALTER TABLE wecom_notice VALIDATE CONSTRAINT wecom_notice_emptied;
