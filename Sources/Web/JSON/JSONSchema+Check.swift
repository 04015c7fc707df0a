package import Foundation
internal import Programme

extension JSONSchema {
    /// One value that is not what the schema says.
    package struct Finding: Sendable, Equatable {
        /// What is wrong; the raw value is part of the API.
        package enum Code: String, Sendable {
            case missing = "field.missing"
            case unknown = "field.unknown"
            case type = "field.type"
            case choice = "field.choice"
            case length = "field.length"
            case range = "field.range"
            case form = "field.form"
            case tooMany = "field.too_many"
        }

        /// `members.3.birth_date`; empty for the whole.
        package let place: String
        /// What is wrong.
        package let code: Code
        /// What it should be, in the words of the schema.
        package let expected: String
    }

    /// Findings that are told at once, at most: a caller mends the first ones first.
    package static let mostFindings = 50

    /// Where a value is not what the schema says; empty if it is.
    ///
    /// - Parameter named: the schemas to which references lead.
    package func findings(in value: JSONValue, named: [String: JSONSchema]) -> [Finding] {
        var check = Check(named: named)
        check.look(at: value, self, at: "")
        return check.findings
    }

    private struct Check {
        let named: [String: JSONSchema]
        var findings: [Finding] = []

        mutating func add(_ place: String, _ code: Finding.Code, _ expected: String) {
            guard findings.count < JSONSchema.mostFindings else { return }
            findings.append(Finding(place: place, code: code, expected: expected))
        }

        mutating func look(at value: JSONValue, _ schema: JSONSchema, at place: String) {
            switch schema {
            case .any: break
            case .described(_, let inner): look(at: value, inner, at: place)
            case .nullable(let inner): if value != .null { look(at: value, inner, at: place) }
            case .reference(let name): look(at: value, named[name] ?? .object([]), at: place)
            case .boolean: if value.flag == nil { add(place, .type, "boolean") }
            case .integer(let range): look(at: value, range, place)
            case .text, .form, .choice: lookAtText(value, schema, place)
            case .array(let element, let most): look(at: value, elements: element, most, place)
            case .object(let members): look(at: value, members, place)
            case .map(let inner):
                guard let members = value.members else { return add(place, .type, "object") }
                for name in members.names { look(at: members[name] ?? .null, inner, at: Self.join(place, name)) }
            }
        }

        private mutating func look(at value: JSONValue, _ range: ClosedRange<Int>, _ place: String) {
            // A number that is too large to be kept whole is one out of range, not one of another kind.
            if case .number(let number) = value, number.rounded() == number { return add(place, .range, "\(range)") }
            guard let number = value.whole else { return add(place, .type, "integer") }
            if !range.contains(number) { add(place, .range, "\(range.lowerBound)...\(range.upperBound)") }
        }

        private mutating func lookAtText(_ value: JSONValue, _ schema: JSONSchema, _ place: String) {
            guard let text = value.text else { return add(place, .type, "string") }
            switch schema {
            case .text(let range):
                let length = text.unicodeScalars.count
                if !range.contains(length) { add(place, .length, "\(range.lowerBound)...\(range.upperBound)") }
            case .form(let form): if !form.takes(text) { add(place, .form, form.rawValue) }
            case .choice(let texts): if !texts.contains(text) { add(place, .choice, texts.joined(separator: ", ")) }
            default: break
            }
        }

        private mutating func look(
            at value: JSONValue,
            elements schema: JSONSchema,
            _ most: Int,
            _ place: String
        ) {
            guard let elements = value.elements else { return add(place, .type, "array") }
            guard elements.count <= most else { return add(place, .tooMany, "0...\(most)") }
            for (index, element) in elements.enumerated() {
                look(at: element, schema, at: Self.join(place, String(index)))
            }
        }

        private mutating func look(at value: JSONValue, _ members: [Member], _ place: String) {
            guard let object = value.members else { return add(place, .type, "object") }
            for member in members {
                let inner = Self.join(place, member.name)
                if let value = object[member.name] {
                    look(at: value, member.schema, at: inner)
                } else if member.isRequired {
                    add(inner, .missing, "")
                }
            }
            let known = Set(members.map(\.name))
            for name in object.names where !known.contains(name) { add(Self.join(place, name), .unknown, "") }
        }

        /// Names that a caller made up are cut, so that an answer does not grow with what was sent.
        private static func join(_ place: String, _ name: String) -> String {
            let short = String(name.prefix(100))
            return place.isEmpty ? short : "\(place).\(short)"
        }
    }
}

extension JSONSchema.Form {
    /// Whether a text has the form.
    package func takes(_ text: String) -> Bool {
        switch self {
        case .identity: text.utf8.count == 36 && UUID(uuidString: text) != nil
        case .day: CalendarDay(text) != nil
        case .instant: JSONSchema.moment(text) != nil
        case .partialDate: PartialDate(edtf: text) != nil
        case .cursor:
            (1...200).contains(text.utf8.count)
                && text.utf8.allSatisfy { byte in
                    let letter = Unicode.Scalar(byte)
                    return letter.properties.isASCIIHexDigit || ("a"..."z").contains(letter)
                        || ("A"..."Z").contains(letter) || "._-".unicodeScalars.contains(letter)
                }
        case .version:
            (3...12).contains(text.utf8.count) && text.hasPrefix("\"") && text.hasSuffix("\"")
                && text.dropFirst().dropLast().utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
    }
}

extension JSONSchema {
    /// The moment of a text in the form `instant`, with or without parts of a second; nil for any other.
    package static func moment(_ text: String) -> Date? {
        // What the reader takes besides: hours and minutes that no clock shows.
        let clock = text.dropFirst(11).prefix(8).split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard (20...35).contains(text.utf8.count), CalendarDay(String(text.prefix(10))) != nil, clock.count == 3,
            zip(clock, [23, 59, 59]).allSatisfy({ $0.map { $0 >= 0 } ?? false && $0 ?? 60 <= $1 })
        else { return nil }
        return [true, false].lazy
            .compactMap { try? Date.ISO8601FormatStyle(includingFractionalSeconds: $0).parse(text) }.first
    }
}

extension JSONValue {
    /// A moment, in UTC, to the millisecond.
    package init(_ moment: Date?) {
        self = moment.map { .string($0.formatted(.iso8601Milliseconds)) } ?? .null
    }
}

extension FormatStyle where Self == Date.ISO8601FormatStyle {
    fileprivate static var iso8601Milliseconds: Date.ISO8601FormatStyle { .init(includingFractionalSeconds: true) }
}
