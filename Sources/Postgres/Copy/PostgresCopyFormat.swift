/// PostgreSQL's binary COPY format: a signature, rows of fields with a length before each, and a trailer.
enum PostgresCopyFormat {
    /// The signature, no flags, and an empty extension.
    static let header: [UInt8] = [
        0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00, 0, 0, 0, 0, 0, 0, 0, 0,
    ]
    /// In the place of a row's number of fields.
    static let trailer: Int16 = -1

    static let signatureBytes = 11
    /// Says that each row has an object identifier before its fields; long gone, and not read here.
    static let objectIDFlag: UInt32 = 1 << 16
}
