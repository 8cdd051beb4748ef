package com.nexar.fulfilment.connection;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.easyecom.CallsEasyEcom;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/brands/{brand}/locations/{location}/connection/checks")
@Tag(name = "Connection")
@RunOnVirtualThread
class ConnectionChecksResource {

    private final Doctor doctor;
    private final Here here;

    ConnectionChecksResource(Doctor doctor, Here here) {
        this.doctor = doctor;
        this.here = here;
    }

    @CallsEasyEcom
    @POST
    @Operation(
            summary = "The doctor: looks at everything that the connection needs, and says what to do",
            description =
                    "Changes nothing; at most a few calls of the day, and a login only where there is no token and one is due."
                            + " Soon after the last one (againAt) its result is answered again, over all pods")
    public Checkup checks() {
        return doctor.examine(here.location());
    }
}
