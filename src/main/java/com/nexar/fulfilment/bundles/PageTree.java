package com.nexar.fulfilment.bundles;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.openpdf.text.pdf.PRIndirectReference;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfNumber;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfReader;

/**
 * The pages of a PDF as its tree has them. The reader believes what each node says of the pages below it, and looks for ever for one
 * that is not there; one that is not counted it leaves out.
 */
final class PageTree {

    private final Set<Integer> visited = new HashSet<>();

    private PageTree() {}

    /** @throws IOException where a node counts otherwise than it has pages, or is its own */
    static int pages(PdfReader reader) throws IOException {
        return new PageTree().below(reader.getCatalog().get(PdfName.PAGES));
    }

    private int below(PdfObject named) throws IOException {
        if (named instanceof PRIndirectReference reference && !visited.add(reference.getNumber())) {
            throw new IOException("A page is there twice, or within itself");
        }
        if (!(PdfReader.getPdfObjectRelease(named) instanceof PdfDictionary node)) {
            throw new IOException("A page is not there");
        }
        PdfObject count = PdfReader.getPdfObjectRelease(node.get(PdfName.COUNT));
        PdfObject kids = PdfReader.getPdfObjectRelease(node.get(PdfName.KIDS));
        if (count == null && kids == null) {
            return 1;
        }
        if (!(count instanceof PdfNumber said) || !(kids instanceof PdfArray nodes)) {
            throw new IOException("Pages are not counted");
        }
        int pages = 0;
        for (PdfObject kid : nodes.getElements()) {
            pages += below(kid);
        }
        if (pages != said.intValue()) {
            throw new IOException("There are " + pages + " pages where " + said + " are said to be");
        }
        return pages;
    }
}
