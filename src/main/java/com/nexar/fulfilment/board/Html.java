package com.nexar.fulfilment.board;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** A page as an answer. */
final class Html {

    static final String TYPE = "text/html;charset=UTF-8";

    private Html() {}

    static Response page(TemplateInstance page) {
        return page(200, page);
    }

    static Response page(int status, TemplateInstance page) {
        return Response.status(status).type(TYPE).entity(page.render()).build();
    }

    /** After something was done: a reload does not do it again. */
    static Response go(String path) {
        return Response.seeOther(URI.create(path)).build();
    }
}
