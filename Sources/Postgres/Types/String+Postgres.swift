import Glibc

/// Reads every type whose binary format is its text: text, varchar, bpchar (with its padding), name, "char", xml, json,
/// refcursor and literals of unknown type, also citext and the labels of any enum. jsonb has a format of its own:
/// `PostgresJSONText`. Written as text, which PostgreSQL casts to any of these where it is assigned.
extension String: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.text) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> String {
        if cell.type != .text && cell.type != .varchar {
            try expectText(cell)
            if cell.type == .internalChar, try cell.integer(UInt8.self) == 0 { return "" }
        }
        return try String(postgresText: cell.bytes)
    }

    @usableFromInline
    static func expectText(_ cell: PostgresCell) throws(PostgresDecodingProblem) {
        switch cell.type {
        case .text, .varchar, .bpchar, .name, .xml, .json, .refcursor, .unknown, .cstring, .internalChar: return
        default:
            guard let info = cell.types.info(cell.type) else { throw cell.mismatch("String") }
            switch info.kind {
            case .enumeration: return
            case .base where info.name == "citext": return
            default: throw cell.mismatch("String")
            }
        }
    }

    /// The text that `bytes` are: valid UTF-8 and no NUL, which PostgreSQL's text cannot hold.
    ///
    /// `String(decoding:)` mends what is not UTF-8 and is three times as fast as `String(validating:)` (22 ns for a
    /// short text against 71 ns); so it is let mend, and whether it had to is seen by the bytes of its answer.
    @usableFromInline
    package init(postgresText bytes: UnsafeRawBufferPointer) throws(PostgresDecodingProblem) {
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            self = ""
            return
        }
        let kind = TextKind(bytes)
        guard kind != .hasNUL else { throw .malformed("NUL in text") }
        self.init(decoding: bytes, as: UTF8.self)
        guard kind == .other else { return }
        let isSame = utf8.withContiguousStorageIfAvailable { storage -> Bool in
            guard let base = storage.baseAddress else { return false }
            return storage.count == bytes.count && memcmp(base, start, bytes.count) == 0
        }
        guard isSame ?? utf8.elementsEqual(bytes) else { throw .malformed("UTF-8") }
    }

    @usableFromInline
    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        try buffer.write(text: self)
    }
}

/// What one look at text's bytes, eight at a time, tells.
private enum TextKind {
    case ascii
    case hasNUL
    /// Bytes above 127, so that it may or may not be UTF-8.
    case other

    init(_ bytes: UnsafeRawBufferPointer) {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        var seen: UInt64 = 0
        var zeros: UInt64 = 0
        var offset = 0
        while offset + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            seen |= word
            zeros |= (word &- ones) & ~word & tops
            offset += 8
        }
        while offset < bytes.count {
            let byte = UInt64(bytes[offset])
            seen |= byte
            if byte == 0 { zeros = tops }
            offset += 1
        }
        self = zeros != 0 ? .hasNUL : seen & tops == 0 ? .ascii : .other
    }
}

extension PostgresByteBuffer {
    /// Appends text as UTF-8; a NUL in it is an error.
    package mutating func write(text: String) throws(PostgresEncodingProblem) {
        var text = text
        let start = bytes.count
        let hasNUL = text.withUTF8 { source -> Bool in
            guard let base = source.baseAddress else { return false }
            bytes.append(contentsOf: source)
            return memchr(base, 0, source.count) != nil
        }
        guard hasNUL else { return }
        bytes.removeSubrange(start...)
        throw .nulCharacter
    }
}
