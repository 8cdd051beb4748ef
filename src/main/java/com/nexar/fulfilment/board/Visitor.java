package com.nexar.fulfilment.board;

import com.nexar.fulfilment.access.Caller;
import com.nexar.fulfilment.access.Role;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.enterprise.context.RequestScoped;

/** The person at hand: whose key opened the session, and which location the path names, already checked against it. */
@RequestScoped
class Visitor {

    private Caller caller;
    private String session;
    private Location location;

    Caller caller() {
        return caller;
    }

    /** What the browser has; never shown. */
    String session() {
        return session;
    }

    Location location() {
        return location;
    }

    /** May do what {@code /v1/admin} does. */
    boolean operates() {
        return caller.is(Role.OPERATOR);
    }

    void mustOperate() {
        if (!operates()) {
            throw new Problem(ProblemCode.FORBIDDEN, "This needs a key with the role operator.");
        }
    }

    /** May see who an order is for; an operator's key alone opens no addresses, here as in the API. */
    boolean seesRecipients() {
        return caller.is(Role.WMS);
    }

    void signedIn(Caller caller, String session) {
        this.caller = caller;
        this.session = session;
    }

    void at(Location location) {
        this.location = location;
    }
}
