import FoundationEssentials
package import Postgres
package import Programme

/// Identities travel as uuid.
extension Identity: PostgresEncodable {
    package static var postgresType: PostgresType { UUID.postgresType }

    package func encode(into buffer: inout PostgresByteBuffer) { uuid.encode(into: &buffer) }
}

extension Identity: PostgresDecodable {
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Identity {
        Identity(uuid: try UUID.decode(cell))
    }
}
