package import Postgres
package import Programme

extension TitleState: StoredText {}
extension RegistrationKind: StoredText {}
extension TitleStage: StoredText {}
extension TitleHolder: StoredText {}
extension CriteriaMeasure: StoredText {}
extension CriteriaException: StoredText {}
extension CriteriaTreatment: StoredText {}
extension CriteriaSet.Status: StoredText {}

/// Points travel as numeric.
extension Points: PostgresCodable {
    package static var postgresType: PostgresType { PostgresNumeric.postgresType }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Points {
        let numeric = try PostgresNumeric.decode(cell)
        guard let points = Points(typed: numeric.withScale(2)?.description ?? "") else {
            throw .outOfRange("points of two decimals")
        }
        return points
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        guard let numeric = PostgresNumeric(description) else { throw .outOfRange("numeric") }
        numeric.encode(into: &buffer)
    }
}

extension TitleType: PostgresRowDecodable {
    /// The columns that `init(from:)` reads, of a table called `t`.
    static let columns = """
        t.id, t.key, t.subject_kind, t.name_vi, t.name_en, t.legal_basis, t.pilot_from, t.valid_from, t.valid_to,
            t.validity_months, t.wait_months
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        try self.init(
            id: row.next(),
            key: row.next(),
            holder: row.next(),
            vietnamese: row.next(),
            english: row.next(),
            legalBasis: row.next(),
            pilotFrom: row.next(),
            validity: Validity(from: row.next(), through: row.next()) ?? .always,
            validityMonths: row.next(),
            waitMonths: row.next()
        )
    }
}
