import Foundation

/// A file that proves nothing but that files can be kept: one page with a line on it.
enum DemoEvidence {
    /// A PDF document with a line of ASCII text.
    static func pdf(_ line: String) -> Data {
        let text = "BT /F1 18 Tf 60 760 Td (\(line)) Tj ET"
        let parts = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                + "/Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        var file = "%PDF-1.4\n"
        var table = "xref\n0 \(parts.count + 1)\n0000000000 65535 f \n"
        for (number, part) in parts.enumerated() {
            let place = String(file.utf8.count)
            table += String(repeating: "0", count: max(0, 10 - place.count)) + place + " 00000 n \n"
            file += "\(number + 1) 0 obj\n\(part)\nendobj\n"
        }
        let start = file.utf8.count
        file += table + "trailer\n<< /Size \(parts.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Data(file.utf8)
    }
}
