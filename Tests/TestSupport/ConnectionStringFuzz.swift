import Postgres

/// Connection strings that somebody got wrong: real ones, mutated. The same seed gives the same strings.
///
/// `run` hands them to the parser and tells what must not be: any other error than `.configuration`, a part of the password
/// in an error, or a value that changes when it is parsed again.
package struct ConnectionStringFuzz: Sendable {
    /// Stands in every string's password, whole; mutations are made around it.
    package static let secret = "Bi5Mat9Khau"

    private var random: SeededRandom

    /// Starts the sequence of `seed`.
    package init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// What happened to some strings.
    package struct Report: Sendable {
        /// Strings that the parser took.
        package var accepted = 0
        /// Strings that it refused with `.configuration`.
        package var refused = 0
        /// What should not be, with its string; at most `problemsLimit`.
        package var problems: [String] = []

        private static let problemsLimit = 20

        mutating func note(_ problem: String, _ string: String) {
            if problems.count < Self.problemsLimit { problems.append("\(problem): \(string.debugDescription)") }
        }
    }

    /// Parses `count` strings.
    package mutating func run(_ count: Int) -> Report {
        var report = Report()
        for _ in 0..<count { Self.check(next(), &report) }
        return report
    }

    private static func check(_ string: String, _ report: inout Report) {
        do {
            let configuration = try PostgresConfiguration(string)
            report.accepted += 1
            if string.utf8.contains(0) { report.note("a NUL was accepted", string) }
            let again = configuration.keywords.map { keyword, value in
                "\(keyword)='\(value.escaped("\\", "'", by: "\\"))'"
            }
            let copy = try PostgresConfiguration(again.joined(separator: " "))
            if configuration.keywords.map(\.value) != copy.keywords.map(\.value) {
                report.note("parsed anew it is another", string)
            }
            let password = configuration["password"] ?? ""
            if password.count > secret.count, configuration.description.contains(password) {
                report.note("the description shows the password", string)
            }
        } catch {
            report.refused += 1
            if error.kind != .configuration { report.note("\(error.kind)", string) }
            if "\(error) \(error.debugDescription)".contains(secret) { report.note("the error shows \(error)", string) }
        }
    }

    private static let templates = [
        "postgresql://an:\(secret)@localhost:5432/hoctap?sslmode=require&application_name=ho%20tap",
        "postgres://an:\(secret)@[::1]:5432,10.0.0.7:6432/hoctap?target_session_attrs=read-write",
        "postgresql:///hoctap?host=%2Fvar%2Frun&user=an&password=\(secret)",
        "postgresql://an:%C4%91%20\(secret)@db.example/",
        "host=localhost port=5432 user=an password=\(secret) dbname=hoctap",
        "host='/var/run/postgresql' user = 'an' password = 'a b\\'c \(secret) \\\\' connect_timeout=10",
        "host=a,b,c port=1,2,3 password=\(secret) target_session_attrs=any options='-c work_mem=1MB'",
    ]

    private static let pieces = [
        "@", ":", "/", "?", "&", "=", "%", "%00", "%zz", "%2", "'", "\\", "\"", " ", "\n", "\t", "\0", "[", "]", ",",
        "#", "đ", "漢", "🔑", "\u{202e}", "\u{301}", "postgresql://", "host=", "password=", "sslmode=", "port=-1",
        "service=none", "replication=true", "port=65536", "99999999999999999999", String(repeating: "x", count: 3_000),
    ]

    /// The next string.
    package mutating func next() -> String {
        var string = Self.templates[Int.random(in: 0..<Self.templates.count, using: &random)]
        for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&string) }
        return string
    }

    /// Changes the text before or after the secret, which stays whole.
    private mutating func mutate(_ string: inout String) {
        guard let range = string.firstRange(of: Self.secret) else { return }
        var (before, after) = (Array(string[..<range.lowerBound]), Array(string[range.upperBound...]))
        if Bool.random(using: &random) { mutate(&before) } else { mutate(&after) }
        string = String(before) + Self.secret + String(after)
    }

    private mutating func mutate(_ characters: inout [Character]) {
        let place = Int.random(in: 0...characters.count, using: &random)
        let end = Int.random(in: place...min(characters.count, place + 12), using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            characters.removeSubrange(place..<end)
        case 1:
            characters.insert(contentsOf: characters[place..<end], at: place)
        case 2:
            guard let scalar = Unicode.Scalar(UInt32.random(in: 0..<0x3000, using: &random)) else { return }
            characters.insert(Character(scalar), at: place)
        default:
            let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
            characters.replaceSubrange(place..<(Bool.random(using: &random) ? end : place), with: Array(piece))
        }
    }
}
