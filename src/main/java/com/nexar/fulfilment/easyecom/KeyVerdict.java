package com.nexar.fulfilment.easyecom;

/** What EasyEcom's gateway says of a brand's x-api-key, whatever the token. */
public enum KeyVerdict {
    ACCEPTED,
    REFUSED,
    /** It answered in a way that says nothing about the key. */
    NOT_SAID
}
