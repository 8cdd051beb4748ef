package com.nexar.fulfilment.sandbox;

/** An invented buyer; nobody's data. */
record Buyer(String name, String phone, String line1, String city, String pin, String state, String stateCode) {
    private static final String[] FIRST = {"Asha", "Ravi", "Meera", "Kiran", "Devi", "Arjun", "Nila", "Sunil"};
    private static final String[][] PLACES = {
        {"Pune", "411001", "Maharashtra", "27"},
        {"Bengaluru", "560001", "Karnataka", "29"},
        {"Chennai", "600001", "Tamil Nadu", "33"},
        {"Jaipur", "302001", "Rajasthan", "08"},
        {"Kochi", "682001", "Kerala", "32"},
    };
    private static final Buyer DEMO =
            new Buyer("Demo Buyer", "9000000000", "Flat 1, Demo Tower", "Pune", "411001", "Maharashtra", "27");

    static Buyer number(long number) {
        if (number % 5 == 1) {
            return DEMO;
        }
        String[] place = PLACES[(int) (number % PLACES.length)];
        return new Buyer(
                FIRST[(int) (number % FIRST.length)] + " Demo",
                Long.toString(9_000_000_000L + number % 100_000),
                "Flat " + (1 + number % 90) + ", Demo Tower",
                place[0],
                place[1],
                place[2],
                place[3]);
    }
}
