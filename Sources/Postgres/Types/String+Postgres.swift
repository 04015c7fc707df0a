internal import CLibPQ
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
    /// The bytes are looked at here, and taken over as they are: Swift's own look takes four times as many instructions for
    /// Vietnamese names, and finds no NUL.
    @usableFromInline
    package init(postgresText bytes: UnsafeRawBufferPointer) throws(PostgresDecodingProblem) {
        let kind = text_kind(bytes.baseAddress, bytes.count)
        guard kind != TEXT_INVALID else { throw .malformed(bytes.contains(0) ? "NUL in text" : "UTF-8") }
        let units = UnsafeBufferPointer(
            start: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
            count: bytes.count
        )
        self.init(copying: UTF8Span(unchecked: units.span, isKnownASCII: kind == TEXT_ASCII))
    }

    @usableFromInline
    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        try buffer.write(text: self)
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
