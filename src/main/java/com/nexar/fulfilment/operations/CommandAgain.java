package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.brands.Location;
import java.util.UUID;

/** Gives the command of a finished operation once more, through the same door by which its caller came. */
public interface CommandAgain {

    OperationKind kind();

    /**
     * Throws the problem that a caller would hear, and then nothing is begun.
     *
     * @param finished without success
     * @param caller who wants it again
     * @return the new operation, or an open one that does the same; null where EasyEcom has it so already
     */
    UUID again(Location location, OpenOperation finished, String caller);
}
