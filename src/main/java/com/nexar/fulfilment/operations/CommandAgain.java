package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.brands.Location;
import java.util.UUID;

/** Gives the command of a finished operation once more, through the same door by which its caller came. */
public interface CommandAgain {

    OperationKind kind();

    /**
     * As far as is known here now. Throws the problem that it would end with, where that is seen only after it has begun, when EasyEcom
     * has been asked; what {@link #again} sees by itself is left to that.
     *
     * @param finished without success
     * @return false where EasyEcom has it so already
     */
    default boolean isToDo(Location location, OpenOperation finished) {
        return true;
    }

    /**
     * Throws the problem that a caller would hear, and then nothing is begun.
     *
     * @param finished without success
     * @param caller who wants it again
     * @return the new operation, or an open one that does the same; null where EasyEcom has it so already
     */
    UUID again(Location location, OpenOperation finished, String caller);
}
