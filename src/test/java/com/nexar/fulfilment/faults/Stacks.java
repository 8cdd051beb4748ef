package com.nexar.fulfilment.faults;

/** The machines of a series of seeds: started when first needed, one set per scale, because a start is dear. */
final class Stacks implements AutoCloseable {

    private final String defect;
    private Stack scaled;
    private Stack real;

    /** @param defect null for the clean product */
    Stacks(String defect) {
        this.defect = defect;
    }

    /** Of the scale that the seed has; the other set is ended, because two do not fit beside each other. */
    Stack of(SeedPlan plan) {
        if (plan.real()) {
            scaled = ended(scaled);
            real = real == null ? Stack.start(Seeds.scale(true), Seeds.agent(defect)) : real;
            return real;
        }
        real = ended(real);
        scaled = scaled == null ? Stack.start(Seeds.scale(false), Seeds.agent(defect)) : scaled;
        return scaled;
    }

    @Override
    public void close() {
        scaled = ended(scaled);
        real = ended(real);
    }

    private static Stack ended(Stack stack) {
        if (stack != null) {
            stack.close();
        }
        return null;
    }
}
