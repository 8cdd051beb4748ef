package com.nexar.fulfilment.board;

/** How far a first sync has come. @param percent whole ones, for the bar */
record SyncBar(String text, int percent) {}
