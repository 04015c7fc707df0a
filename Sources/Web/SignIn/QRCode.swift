internal import CQREncode

/// A picture that a telephone reads: the dark squares as the path of an SVG, one unit each, with the margin that
/// readers need.
struct QRCode: Sendable {
    /// White squares around the code.
    static let margin = 4

    /// Units of each side, the margin included.
    let size: Int
    /// For the attribute `d` of a path.
    let path: String

    /// The code of a text; nil if it is too long, or there is no memory.
    init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard width > 0, let data = code.pointee.data else { return nil }
        var path = ""
        for row in 0..<width {
            for column in 0..<width where data[row * width + column] & 1 == 1 {
                path += "M\(column + Self.margin) \(row + Self.margin)h1v1h-1z"
            }
        }
        size = width + 2 * Self.margin
        self.path = path
    }
}
