package com.nexar.fulfilment;

import org.junit.jupiter.api.Test;

class ProbeTest {
    @Test
    void probe() {}
}
