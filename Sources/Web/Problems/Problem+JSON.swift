extension Problem {
    /// Values that cannot be taken, told as this kind; the first 200 are told.
    init(invalid details: [Detail], as kind: ProblemKind) {
        self.init(kind)
        self.details = Array(details.prefix(Self.mostDetails))
    }

    /// A document that is no JSON of ours.
    init(_ refusal: JSONParser.Refusal) {
        let words =
            switch refusal.reason {
            case .malformed: Phrase("Không phải JSON", "This is not JSON")
            case .notUnicode: Phrase("Không phải UTF-8", "This is not UTF-8")
            case .repeatedName: Phrase("Một tên có hai lần", "A name stands twice in one object")
            case .nul: Phrase("Có ký tự NUL", "A text holds a NUL")
            case .number: Phrase("Số quá lớn", "A number is too large")
            case .tooDeep: Phrase("Quá nhiều lớp lồng nhau", "Too many levels")
            }
        let place = Phrase(
            "\(words.vietnamese) (byte \(refusal.offset)).",
            "\(words.english) (byte \(refusal.offset))."
        )
        self.init(invalid: [Detail(field: nil, code: refusal.reason.rawValue, message: place)], as: .badRequest)
    }
}

extension Problem.Detail {
    /// A value that is not what the schema says.
    init(field: String?, _ code: JSONSchema.Finding.Code, _ expected: String) {
        let words =
            switch code {
            case .missing: Phrase("Thiếu trường này.", "This field is missing.")
            case .unknown: Phrase("Không có trường này ở đây.", "There is no such field here.")
            case .type: Phrase("Sai kiểu dữ liệu; cần: {0}", "Wrong type; wanted: {0}")
            case .choice: Phrase("Phải là một trong: {0}", "Must be one of: {0}")
            case .length: Phrase("Số ký tự phải trong khoảng {0}", "Characters must be within {0}")
            case .range: Phrase("Số phải trong khoảng {0}", "Must be within {0}")
            case .form: Phrase("Không đúng dạng {0}", "Not of the form {0}")
            case .tooMany: Phrase("Số phần tử phải trong khoảng {0}", "Elements must be within {0}")
            }
        let message = Phrase(words.text(in: .vietnamese, expected), words.text(in: .english, expected))
        self.init(field: field, code: code.rawValue, message: message)
    }
}
