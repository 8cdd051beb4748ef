package com.nexar.fulfilment.hostile;

import java.util.List;
import java.util.function.Function;

/**
 * Something that reads what others send.
 *
 * @param share how often it is fed, compared with the others
 * @param seeds what is right, to begin with
 * @param feed reads one input and says in few words what came of it; whatever it throws is a crash, so errors that its callers count on are
 *     words, too
 */
public record Target(String name, int share, List<byte[]> seeds, Function<byte[], String> feed) {

    @Override
    public String toString() {
        return name;
    }
}
