/** Flash sales (限时秒杀): Redis is the gate, PostgreSQL the truth. */
package io.siyu.campaign.flashsale;
