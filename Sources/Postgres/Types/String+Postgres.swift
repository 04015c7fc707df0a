import Glibc

extension String: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.text) }

    @usableFromInline
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> String {
        guard cell.type == .text else { throw .typeMismatch(found: cell.type, wanted: "String") }
        guard let string = String(validating: cell.bytes, as: UTF8.self) else { throw .malformed("UTF-8") }
        return string
    }

    @usableFromInline
    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        guard !utf8.contains(0) else { throw .nulCharacter }
        buffer.bytes.append(contentsOf: utf8)
    }
}
