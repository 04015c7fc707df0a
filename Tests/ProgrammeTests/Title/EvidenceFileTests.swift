import Foundation
import Programme
import Testing

@Suite struct EvidenceFileTests {
    @Test func `a file is what is in it, and its name has to say the same`() throws {
        #expect(try look(Sample.plainPDF, "Biên bản.pdf").get().kind == .pdf)
        #expect(try look(Sample.png, "a.PNG").get().kind == .png)
        #expect(try look(Sample.jpeg(), "ảnh.jpeg").get().kind == .jpeg)
        #expect(defect(Sample.plainPDF, "ảnh.jpg") == .name)
        #expect(defect(Sample.png, "giay.pdf") == .name)
        #expect(defect(Sample.png, "không đuôi") == .name)
        #expect(defect(Data("MZ".utf8) + Data(count: 100), "anh.jpg") == .kind)
        #expect(defect(Data("<svg/>".utf8), "anh.svg") == .kind)
        #expect(defect(Data(), "a.pdf") == .empty)
        #expect(defect(Sample.plainPDF + Data(count: EvidenceFile.mostBytes), "a.pdf") == .tooLarge)
        #expect(try look(Sample.png, "C:\\thư mục\\a.png").get().name == "a.png")
    }

    @Test func `a PDF in which something acts is refused, however it is written`() {
        for name in [
            "JavaScript", "JS", "Launch", "EmbeddedFile", "RichMedia", "XFA", "Encrypt", "J#61vaScript", "#4aS",
        ] {
            let pdf = Data("%PDF-1.4\n1 0 obj<</S/\(name)>>endobj\n%%EOF\n".utf8)
            #expect(defect(pdf, "a.pdf") == .active, "\(name)")
        }
        #expect(defect(Data("%PDF-1.4\n1 0 obj<</S/Page>>endobj\n".utf8), "a.pdf") == .kind)
    }

    @Test func `packed objects of a PDF are looked through, and what cannot be is refused`() throws {
        #expect(try look(Sample.packedPDF, "a.pdf").get().kind == .pdf)
        #expect(defect(Sample.packedScript, "a.pdf") == .active)
        #expect(try look(Sample.storedPDF, "a.pdf").get().kind == .pdf)
        let odd = Sample.storedPDF.replacing(Data("FlateDecode".utf8), with: Data("LZWDecode".utf8))
        #expect(defect(odd, "a.pdf") == .active)
        let damaged = Sample.storedPDF.replacing(Data([0xfa, 0xff]), with: Data([0xfb, 0xff]))
        #expect(defect(damaged, "a.pdf") == .active)
    }

    @Test func `a photograph keeps which way up it is, and nothing of where it was taken`() throws {
        let file = try look(Sample.jpeg(turn: 6), "a.jpg").get()
        #expect(file.content.firstRange(of: Data("GPS".utf8)) == nil)
        #expect(file.content.firstRange(of: Data("camera".utf8)) == nil)
        #expect(file.content.firstRange(of: Data([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6])) != nil)
        #expect(file.content.suffix(2) == Data([0xff, 0xd9]))
        let plain = try look(Sample.jpeg(), "a.jpg").get()
        #expect(plain.content.firstRange(of: Data("Exif".utf8)) == nil)
        #expect(try look(file.content, "a.jpg").get().content == file.content)
        #expect(defect(Sample.jpeg().dropLast(8), "a.jpg") == .kind)
        #expect(defect(Data([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 0]), "a.jpg") == .kind)
    }

    @Test func `a PNG loses its texts and what lies behind its end`() throws {
        let file = try look(Sample.png, "a.png").get()
        #expect(file.content.firstRange(of: Data("Author".utf8)) == nil)
        #expect(file.content.firstRange(of: Data("PK".utf8)) == nil)
        #expect(file.content.firstRange(of: Data("IDAT".utf8)) != nil)
        #expect(defect(Sample.png.prefix(30), "a.png") == .kind)
    }

    @Test func `bytes that are no file at all never end anything but the look`() {
        var random = SystemRandomNumberGenerator()
        for sample in [Sample.packedPDF, Sample.png, Sample.jpeg(turn: 6), Sample.packedScript] {
            for _ in 0..<300 {
                var bytes = [UInt8](sample)
                for _ in 0..<4 {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
                }
                for name in ["a.pdf", "a.png", "a.jpg"] {
                    _ = look(Data(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))), name)
                }
            }
        }
    }

    private func look(_ content: Data, _ name: String) -> Result<EvidenceFile, EvidenceFile.Defect> {
        EvidenceFile.looked(into: Data(content), name: name)
    }

    private func defect(_ content: Data, _ name: String) -> EvidenceFile.Defect? {
        if case .failure(let defect) = look(content, name) { defect } else { nil }
    }
}

/// Files made for these tests.
private enum Sample {
    static let plainPDF = Data(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".utf8
    )

    /// An object stream that is not packed.
    static let storedPDF =
        Data("%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n".utf8)
        + Data([0x78, 0x01, 0x01, 0x05, 0x00, 0xfa, 0xff]) + Data("1 0 x".utf8)
        + Data("\u{1}\u{1}\u{1}\u{1}\nendstream endobj\n%%EOF\n".utf8)

    /// Signature, IHDR, tEXt, IDAT, IEND, and an archive behind it.
    static let png: Data = {
        let signature = Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
        let text = chunk("tEXt", Data("Author\u{0}x".utf8))
        let picture = chunk("IHDR", Data(count: 13)) + text + chunk("IDAT", Data(count: 20)) + chunk("IEND", Data())
        return signature + picture + Data("PK\u{3}\u{4}".utf8)
    }()

    static func jpeg(turn: UInt8? = nil) -> Data {
        var bytes = Data([0xff, 0xd8])
        if let turn {
            let tiff = Data([0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0])
            let body = Data("Exif\u{0}\u{0}MM".utf8) + tiff + Data("GPS camera".utf8)
            bytes += Data([0xff, 0xe1, 0, UInt8(body.count + 2)]) + body
        }
        bytes += Data([0xff, 0xfe, 0, 8]) + Data("camera".utf8)
        bytes += Data([0xff, 0xdb, 0, 4, 1, 2])
        return bytes + Data([0xff, 0xda, 0, 4, 1, 2, 7, 7, 7, 0xff, 0xd9]) + Data("behind".utf8)
    }

    private static func chunk(_ name: String, _ body: Data) -> Data {
        Data([0, 0, 0, UInt8(body.count)]) + Data(name.utf8) + body + Data(count: 4)
    }

    private static func decoded(_ text: String) -> Data { Data(base64Encoded: text) ?? Data() }

    /// A packed object stream with a catalogue.
    static let packedPDF = decoded(
        """
        JVBERi0xLjUKMSAwIG9iago8PC9UeXBlL09ialN0bS9OIDIvRmlyc3QgMTAvRmlsdGVyL0ZsYXRlRGVjb2RlL0xlbmd0aCA3Nz4+\
        CnN0cmVhbQp42jNSMFAwVjAzULCx0Q+pLEjVd04sSczJT9cPSExPLQZKGSgE2dnBZcGi+t6ZKcXRsfrO+aV5JQoGQOnEpOSU1LT0\
        jFEGiAEASal2dQplbmRzdHJlYW0KZW5kb2JqCnRyYWlsZXI8PC9Sb290IDIgMCBSPj4KJSVFT0YK
        """
    )

    /// A packed object stream with a script in it.
    static let packedScript = decoded(
        """
        JVBERi0xLjUKMSAwIG9iago8PC9UeXBlL09ialN0bS9OIDIvRmlyc3QgMTAvRmlsdGVyL0ZsYXRlRGVjb2RlL0xlbmd0aCA5Nj4+\
        CnN0cmVhbQp42jNSMFAwVjAzULCx0Q+pLEjVd04sSczJT9f3L0jNc0wuyczPA8oE63slliUGJxdlFpToewVrJBYU6CXmpBaVaBhq\
        atoBAVx7QGJ6ajGQn5iUnJKalp4xygAxAEsOfSgKZW5kc3RyZWFtCmVuZG9iagp0cmFpbGVyPDwvUm9vdCAyIDAgUj4+CiUlRU9G\
        Cg==
        """
    )
}
