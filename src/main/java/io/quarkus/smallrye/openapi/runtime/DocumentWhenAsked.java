package io.quarkus.smallrye.openapi.runtime;

import com.nexar.fulfilment.openapi.BuiltDocument;
import io.quarkus.arc.Unremovable;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * The artefact neither reads nor writes the API document before somebody asks for it. Quarkus 3.36 does so at every start (its issue
 * 54826), as JSON and as YAML, which is a third of what a start costs and all of its garbage; later ones (its pull request 55538) do so
 * when asked, and this can go then. All our filters run while the artefact is built, so that nothing of the document is left to be done
 * at the start. What it stands in for is only seen within its package, and only where both come from one class loader: dev mode and the
 * tests go on with Quarkus' own. It belongs to the room {@code openapi}.
 */
@Alternative
@Priority(1)
@Singleton
@Unremovable
@IfBuildProfile("prod")
public class DocumentWhenAsked extends OpenApiDocumentService {

    private final OpenApiDocumentHolder document = new BuiltDocument();
    private volatile boolean built;

    @Override
    void prepareDocument(AutoSecurityFilter security, Map<RunStage, List<String>> filters, String name) {
        built = true;
    }

    @Override
    public byte[] getDocument(String name, Format format) {
        if (!built) {
            return super.getDocument(name, format);
        }
        return format == Format.JSON ? document.getJsonDocument() : document.getYamlDocument();
    }
}
