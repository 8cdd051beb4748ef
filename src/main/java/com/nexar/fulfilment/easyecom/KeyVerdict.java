package com.nexar.fulfilment.easyecom;

import java.util.Locale;

/** What EasyEcom's gateway says of a brand's x-api-key, whatever the token. */
public enum KeyVerdict {
    ACCEPTED,
    REFUSED,
    /** It answered in a way that says nothing about the key. */
    NOT_SAID;

    /** Of an answer about a token that was none: the gateway looks at the key first. @param words may be null */
    static KeyVerdict ofRefusedToken(String words) {
        return words != null && words.toLowerCase(Locale.ROOT).contains("token") ? ACCEPTED : NOT_SAID;
    }
}
