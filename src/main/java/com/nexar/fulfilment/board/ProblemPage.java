package com.nexar.fulfilment.board;

/** What went wrong, to people. */
record ProblemPage(int status, String title, String detail, String traceId) {}
