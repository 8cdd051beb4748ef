package com.nexar.fulfilment.easyecom;

/** When the day of a quota ends; EasyEcom does not say (contract (a) 22). */
public enum QuotaDay {
    /** At midnight UTC. */
    UTC,
    /** At midnight in India. */
    IST,
    /** 24 hours after its first call. */
    ROLLING
}
