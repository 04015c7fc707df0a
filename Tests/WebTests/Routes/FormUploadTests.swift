import Foundation
import Testing

@testable import Web

/// A browser's form with a file in it, as bytes that come in pieces.
@Suite struct FormUploadTests {
    private static let body =
        "--xyz\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nabc\r\n"
        + "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"hội viên %22.xlsx\"\r\n"
        + "Content-Type: application/octet-stream\r\n\r\nmột\r\n--xy\r\nhai\r\n--xyz--\r\n"

    @Test func `a file comes out whole wherever the pieces are cut`() throws {
        let bytes = Array(Self.body.utf8)
        for cut in 0...bytes.count {
            var parts = FormParts(boundary: "xyz")
            let output = try parts.take(Array(bytes[..<cut])) + parts.take(Array(bytes[cut...]))
            #expect(String(decoding: output, as: UTF8.self) == "một\r\n--xy\r\nhai")
            #expect(parts.isWhole && parts.fields == ["key": "abc"])
            #expect(parts.fileName == "hội viên \".xlsx")
            #expect(parts.fileBytes == output.count)
        }
        var parts = FormParts(boundary: "xyz")
        var output: [UInt8] = []
        for byte in bytes { output += try parts.take([byte]) }
        #expect(String(decoding: output, as: UTF8.self) == "một\r\n--xy\r\nhai" && parts.isWhole)
    }

    @Test func `an empty file is a file of no bytes, and a body that breaks off is not whole`() throws {
        var parts = FormParts(boundary: "b")
        let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n"
        #expect(try parts.take(Array(head.utf8)).isEmpty)
        #expect(!parts.isWhole)
        #expect(try parts.take(Array("\r\n--b--".utf8)).isEmpty)
        #expect(parts.isWhole && parts.fileName == "" && parts.fileBytes == 0)
    }

    @Test func `what is no such body is refused, and nothing grows without a bound`() {
        let long = String(repeating: "x", count: 20_000)
        for text in [
            "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--", "--bz\r\n", long, "--b\r\n\(long)",
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\(long)",
        ] {
            #expect(throws: Problem.self, "\(text.prefix(40))") {
                var parts = FormParts(boundary: "b")
                _ = try parts.take(Array(text.utf8))
            }
        }
        #expect(FormUpload.boundary("multipart/form-data; boundary=\"a b\"") == "a b")
        #expect(FormUpload.boundary("multipart/form-data") == nil)
        #expect(FormUpload.boundary("multipart/form-data; boundary=" + String(repeating: "x", count: 71)) == nil)
    }
}
