package bare;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("/parcels")
public class ParcelsResource {

    @GET
    @RunOnVirtualThread
    public List<Parcel> parcels() {
        return Parcel.listAll();
    }
}
