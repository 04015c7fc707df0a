internal import Foundation

/// JSON to values, and to words about what is wrong with it.
enum JSONReading {
    /// Any JSON at all.
    private struct Anything: Decodable {
        init(from decoder: any Decoder) {}
    }

    /// The value of a document. The decoder refuses nesting beyond 512 levels.
    /// - Throws: `Problem.badRequest` for what is no JSON or not of this shape at all, `Problem.invalid` with the
    ///   field's name
    ///   otherwise. Names of fields are ours or the caller's; values are not shown.
    static func value<Value: Decodable>(_ type: Value.Type, of data: Data) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            // A number that does not fit is told like broken JSON: without a path.
            let isJSON = (try? JSONDecoder().decode(Anything.self, from: data)) != nil
            throw isJSON ? problem(error) : Problem(invalid: nil, "json.malformed", kind: .badRequest)
        }
    }

    private static func problem(_ error: DecodingError) -> Problem {
        switch error {
        case .keyNotFound(let key, let context):
            return Problem(invalid: name(of: context.codingPath + [key]), "field.missing", kind: .invalid)
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            let isWhole = context.codingPath.isEmpty
            return Problem(invalid: name(of: context.codingPath), "field.type", kind: isWhole ? .badRequest : .invalid)
        case .dataCorrupted(let context):
            return Problem(invalid: name(of: context.codingPath), "field.value", kind: .invalid)
        @unknown default:
            return Problem(.badRequest)
        }
    }

    /// `members.3.birthDate`; nil for the document as a whole.
    private static func name(of path: [any CodingKey]) -> String? {
        guard !path.isEmpty else { return nil }
        return path.map { $0.intValue.map(String.init) ?? String($0.stringValue.prefix(100)) }.joined(separator: ".")
    }
}

extension Problem {
    fileprivate init(invalid field: String?, _ code: String, kind: ProblemKind) {
        let message: Phrase =
            switch code {
            case "field.missing": Phrase("Thiếu trường này.", "This field is missing.")
            case "field.type": Phrase("Sai kiểu dữ liệu.", "This value is of the wrong type.")
            case "field.value": Phrase("Giá trị không hợp lệ.", "This value cannot be taken.")
            default: Phrase("Không đọc được JSON.", "This is not readable as JSON.")
            }
        self.init(invalid: [Detail(field: field, code: code, message: message)])
        self.kind = kind
    }
}
