package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.pauses.Pauses;

/** An operation as it stands when a step of it begins, and whether its location may send. */
record Turn(OpenOperation operation, Pauses.Standing standing) {}
