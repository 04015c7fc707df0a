/// TCVN 5712:1993, the third form (VN3), which the ABC fonts have: letters from 0xA1, one byte each. Capitals exist only without
/// a tone; with one they are lower case in a font of capitals.
enum TCVN3Table {
    /// The letters in runs of bytes that follow each other, by the first byte of the run.
    private static let runs: [(first: UInt8, letters: String)] = [
        (0xa1, "ĂÂÊÔƠƯĐăâêôơưđ"), (0xb5, "àảãáạ"), (0xbb, "ằẳẵắ"), (0xc6, "ặầẩẫấậè"), (0xce, "ẻẽéẹềểễếệìỉ"),
        (0xdc, "ĩíịò"), (0xe1, "ỏõóọồổỗốộờởỡớợù"), (0xf1, "ủũúụừửữứựỳỷỹýỵ"),
    ]

    /// The letter of each byte from 0xA0 on; nil where the encoding has none.
    private static let letters: [Unicode.Scalar?] = {
        var letters = [Unicode.Scalar?](repeating: nil, count: 0x60)
        letters[0] = " "
        for run in runs {
            for (index, scalar) in run.letters.unicodeScalars.enumerated() {
                letters[Int(run.first) - 0xa0 + index] = scalar
            }
        }
        return letters
    }()

    /// The text of these bytes; nil if one of them has no meaning.
    static func decode(_ bytes: [UInt8]) -> String? {
        var output = String.UnicodeScalarView()
        for byte in bytes {
            if byte < 0x80 {
                output.append(Unicode.Scalar(byte))
            } else {
                guard byte >= 0xa0, let scalar = letters[Int(byte) - 0xa0] else { return nil }
                output.append(scalar)
            }
        }
        return String(output)
    }
}
