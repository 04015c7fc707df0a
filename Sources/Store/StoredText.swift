package import Postgres
package import Programme

/// A value of the programme's that the database keeps as text.
package protocol StoredText: PostgresCodable {
    /// As it is kept.
    var storedText: String { get }

    /// Reads what `storedText` writes; nil for anything else.
    init?(storedText: String)
}

extension StoredText {
    package static var postgresType: PostgresType { String.postgresType }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Self {
        guard let value = Self(storedText: try String.decode(cell)) else { throw .malformed("\(Self.self)") }
        return value
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        try storedText.encode(into: &buffer)
    }
}

extension StoredText where Self: RawRepresentable, RawValue == String {
    package var storedText: String { rawValue }

    package init?(storedText: String) { self.init(rawValue: storedText) }
}

extension PartialDate: StoredText {
    package var storedText: String { edtf }

    package init?(storedText: String) { self.init(edtf: storedText) }
}

extension CitizenID: StoredText {
    package var storedText: String { digits }

    package init?(storedText: String) { self.init(digits: storedText) }
}

extension PhoneNumber: StoredText {
    package var storedText: String { digits }

    package init?(storedText: String) { self.init(digits: storedText) }
}

extension Schooling: StoredText {
    package var storedText: String { description }

    package init?(storedText: String) { self.init(stored: storedText) }
}

extension Sex: StoredText {}
extension AreaKind: StoredText {}
extension AreaSuccession.Kind: StoredText {}
