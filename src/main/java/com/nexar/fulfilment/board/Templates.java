package com.nexar.fulfilment.board;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages; what they name is checked when the house is built. */
@CheckedTemplate(basePath = "board", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
class Templates {

    static native TemplateInstance signIn(Frame frame, String next, String wrong);

    static native TemplateInstance home(Frame frame, HomePage page);

    static native TemplateInstance floor(Frame frame, FloorPage page);

    /** What of the floor changes by itself. */
    static native TemplateInstance live(FloorPage page);

    static native TemplateInstance orders(Frame frame, OrdersPage page);

    static native TemplateInstance order(Frame frame, OrderPage page);

    static native TemplateInstance operations(Frame frame, OperationsPage page);

    static native TemplateInstance replay(Frame frame, ReplayPage page);

    static native TemplateInstance connection(Frame frame, ConnectionPage page);

    static native TemplateInstance drift(Frame frame, DriftPage page);

    static native TemplateInstance problem(Frame frame, ProblemPage page);
}
