import Postgres

/// Hostile connection strings: real ones with characters changed, left out, repeated, and put in from others.
///
/// Whatever comes, the parser answers with a configuration or a typed error that shows nothing of the password. What it
/// accepts reads the same when it is written down again as keywords.
package enum ConnectionStringFuzz {
    /// What a run met.
    package struct Report: Sendable, Equatable {
        package var inputs = 0
        package var accepted = 0
        package var refused = 0
        /// Inputs on which the parser was wrong, at most ten: the input and what was wrong.
        package var failures: [String] = []
    }

    /// Stands where passwords stand, and nowhere else.
    private static let secret = "ZqXvSecretWkJy"

    private static let corpus = [
        "host=/run/postgresql port=5432 dbname=hoctap user=hoctap_server password=\(secret)",
        "host='db one.example' user='o\\'neil' password='\(secret) \\\\ \\'' sslmode=verify-full sslrootcert=/etc/ca.crt",
        "host=a,b,c port=1,2,3 target_session_attrs=prefer-standby connect_timeout=10 password=\(secret)",
        "hostaddr=127.0.0.1,::1 dbname=x options='-c search_path=app -c statement_timeout=5s' password=\(secret)",
        "postgresql://hoctap:\(secret)@localhost/hoctap",
        "postgres://hoctap:\(secret)%40%2F%3A@db.example:6432/hoctap?sslmode=require&application_name=hoctap%20x",
        "postgresql://u:\(secret)@[::1]:5432,[fe80::1]:5433,db:5434/d?target_session_attrs=read-write",
        "postgresql://%2Frun%2Fpostgresql/hoctap?user=u&password=\(secret)",
        "postgresql:///hoctap?host=/run/postgresql&port=5433&password=\(secret)&keepalives=1",
        "postgresql://u:\(secret)@h/?gssencmode=disable&channel_binding=require&sslcert=a&sslkey=b&passfile=c",
        "service=hoctap passfile=/nowhere password = '\(secret)' fallback_application_name = ''",
        "dbname=học_tập user=nguyễn password=\(secret)",
        "", " ", "postgresql://", "=", "host=", "'", "host='", "host=\\",
    ].map { Array($0.utf8) }

    /// Pieces that a parser has reason to look at twice.
    private static let pieces = [
        "=", "'", "\\", "\"", "%", "%0", "%00", "%zz", "@", ":", "/", "?", "&", "[", "]", ",", " ", "\n", "\0", "\u{1}",
        "é", "😀",
        "postgresql://", "password=", "host=", "port=", "sslmode=", "replication=1 ", "port=99999 ", "port=x ", "user=",
    ].map { Array($0.utf8) }

    /// Tries `count` inputs; the same seed makes the same ones.
    package static func run(count: Int, seed: UInt64) -> Report {
        var mutator = Mutator(random: SeededRandom(seed: seed))
        var report = Report()
        for _ in 0..<count {
            let input = mutator.next()
            report.inputs += 1
            let problem: String?
            do throws(PostgresError) {
                let configuration = try PostgresConfiguration(input)
                report.accepted += 1
                problem = self.problem(of: configuration)
            } catch {
                report.refused += 1
                problem = self.problem(of: error)
            }
            if let problem, report.failures.count < 10 {
                report.failures.append("\(input.debugDescription): \(problem)")
            }
        }
        return report
    }

    private static func problem(of error: PostgresError) -> String? {
        if error.kind != .configuration { return "refused as \(error.kind)" }
        for text in ["\(error)", String(reflecting: error)] where text.contains(secret) {
            return "the error shows the password"
        }
        return nil
    }

    private static func problem(of configuration: PostgresConfiguration) -> String? {
        let written = configuration.keywords.map { keyword, value in
            "\(keyword)='\(value.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
        }.joined(separator: " ")
        do throws(PostgresError) {
            let again = try PostgresConfiguration(written)
            return again.keywords.elementsEqual(configuration.keywords, by: ==) ? nil : "reads differently when written"
        } catch {
            return "what was accepted is refused when written: \(error)"
        }
    }

    /// Makes inputs: the same seed, the same inputs.
    private struct Mutator {
        var random: SeededRandom

        /// A connection string with none to five changes, repaired to be text.
        mutating func next() -> String {
            var bytes = pick(corpus)
            for _ in 0..<below(6) { change(&bytes) }
            return String(decoding: bytes, as: UTF8.self)
        }

        private mutating func change(_ bytes: inout [UInt8]) {
            let place = below(bytes.count + 1)
            switch below(7) {
            case 0 where place < bytes.count: bytes[place] = UInt8(below(256))
            case 1 where place < bytes.count:
                bytes.removeSubrange(place..<place + 1 + below(min(8, bytes.count - place)))
            case 2: bytes.removeLast(below(bytes.count + 1))
            case 3:
                let piece = bytes[place...].prefix(below(12))
                bytes.insert(contentsOf: Array(piece), at: place)
            case 4: bytes = bytes.prefix(place) + pick(corpus).suffix(below(40))
            default: bytes.insert(contentsOf: pick(pieces), at: place)
            }
        }

        private mutating func pick(_ choices: [[UInt8]]) -> [UInt8] { choices[below(choices.count)] }

        private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(1, limit), using: &random) }
    }
}
