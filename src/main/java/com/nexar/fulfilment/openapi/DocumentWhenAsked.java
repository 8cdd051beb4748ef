package com.nexar.fulfilment.openapi;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentHolder;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import java.util.List;
import java.util.Map;

/**
 * Natively nobody reads and writes the API document before somebody asks for it. Quarkus 3.36 does so at every start (its issue 54826),
 * as JSON and as YAML, which is a third of what a native start costs and all of its garbage; later ones do so when asked, and this can
 * go then. All our filters run while the artefact is built, so that nothing of the document is left to be done at the start.
 */
@TargetClass(OpenApiDocumentService.class)
final class DocumentWhenAsked {

    @Alias
    private Map<String, OpenApiDocumentHolder> documentHolders;

    private DocumentWhenAsked() {}

    @Substitute
    void prepareDocument(AutoSecurityFilter security, Map<RunStage, List<String>> filters, String name) {
        documentHolders.put(name, new BuiltDocument());
    }
}
