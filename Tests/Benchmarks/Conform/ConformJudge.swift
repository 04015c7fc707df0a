import Postgres

/// Carries samples there and back in every way there is, and lets the server judge what it got.
struct ConformJudge {
    /// Keeps prepared statements.
    let cached: PostgresConnection
    /// Parses each statement anew.
    let unnamed: PostgresConnection
    /// Whether a type has an equality operator; asked once.
    private var equality: [String: Bool] = [:]

    init(_ configuration: PostgresConfiguration) async throws {
        var configuration = configuration
        configuration.statementMode = .cached(limit: 64)
        cached = try await PostgresConnection.connect(configuration)
        configuration.statementMode = .unnamed
        unnamed = try await PostgresConnection.connect(configuration)
    }

    func close() async {
        await cached.close()
        await unnamed.close()
    }

    /// False after a connection was lost: the next sample needs another judge.
    var isUsable: Bool { cached.isUsable && unnamed.isUsable }

    /// What is wrong with a sample, one line each; empty when it passes.
    mutating func problems(of sample: ConformSample) async -> [String] {
        let subjects: [ConformSubject]
        do {
            subjects = try await self.subjects(of: sample)
        } catch {
            return ["the server refuses it: \(error)"]
        }
        var problems: [String] = []
        for subject in subjects {
            for way in ConformWay.allCases {
                do {
                    guard let problem = try await self.problem(of: subject, by: way) else { continue }
                    problems.append("\(subject.name), \(way.rawValue): \(problem)")
                } catch {
                    problems.append("\(subject.name), \(way.rawValue): \(error)")
                }
            }
        }
        return problems
    }

    // MARK: What is judged

    private mutating func subjects(of sample: ConformSample) async throws -> [ConformSubject] {
        let expression = try await expression(of: sample)
        var subjects = [
            ConformSubject(
                name: "scalar",
                expression: expression,
                type: sample.type,
                hasEquality: try await hasEquality(sample.type, expression)
            )
        ]
        let (array, arrayType) = (sample.arrayExpression(of: expression), "\(sample.type)[]")
        if try await accepts("select \(array)", unless: [.undefinedObject, .undefinedFunction, .programLimitExceeded]) {
            subjects.append(
                ConformSubject(
                    name: "array element",
                    expression: array,
                    type: arrayType,
                    hasEquality: try await hasEquality(arrayType, array)
                )
            )
        }
        return subjects
    }

    private func expression(of sample: ConformSample) async throws -> String {
        var refusal: (any Error)?
        for expression in sample.expressions {
            do {
                _ = try await unnamed.query(PostgresQuery(sql: "select \(expression)"))
                return expression
            } catch let error as PostgresError where error.kind == .server {
                refusal = refusal ?? error
            }
        }
        throw refusal ?? BenchmarkError("no expression")
    }

    private mutating func hasEquality(_ type: String, _ expression: String) async throws -> Bool {
        if let known = equality[type] { return known }
        let sql = "select \(expression) is not distinct from \(expression)"
        let answer = try await accepts(sql, unless: [.undefinedFunction])
        equality[type] = answer
        return answer
    }

    /// False when the server refuses a statement for one of these reasons.
    private func accepts(_ sql: String, unless reasons: [SQLState]) async throws -> Bool {
        do {
            _ = try await unnamed.query(PostgresQuery(sql: sql))
            return true
        } catch let error as PostgresError {
            guard let state = error.sqlState, reasons.contains(state) else { throw error }
            return false
        }
    }

    // MARK: The ways

    private func problem(of subject: ConformSubject, by way: ConformWay) async throws -> String? {
        switch way {
        case .unnamed: try await problem(of: subject, on: unnamed)
        // First prepared, then bound to the statement that is there already.
        case .prepared, .cached: try await problem(of: subject, on: cached)
        case .pipelined: try await problemInPipeline(of: subject)
        case .cursor: try await problemByCursor(of: subject)
        case .copyOut: try await problemByCopyOut(of: subject)
        case .copyIn: try await problemByCopyIn(of: subject)
        }
    }

    private func problem(of subject: ConformSubject, on connection: PostgresConnection) async throws -> String? {
        let value = try subject.answer(try await connection.query(subject.question))
        return try subject.verdict(try await connection.query(subject.judgement(of: value)))
    }

    /// Between other statements of the same batch, which have to get their own answers.
    private func problemInPipeline(of subject: ConformSubject) async throws -> String? {
        let answers = try await cached.batch(["select 1", subject.question, subject.question, "select 2"])
        guard answers.count == 4 else { return "\(answers.count) answers to 4 statements" }
        let first = try subject.answer(answers[1])
        let second = try subject.answer(answers[2])
        let verdicts = try await cached.batch([
            subject.judgement(of: first), "select 3", subject.judgement(of: second),
        ])
        guard verdicts.count == 3, try verdicts[1].value(Int32.self) == 3,
            try answers[0].value(Int32.self) == 1, try answers[3].value(Int32.self) == 2
        else { return "answers of other statements" }
        return try subject.verdict(verdicts[0]) ?? subject.verdict(verdicts[2])
    }
}

/// How a value travels.
enum ConformWay: String, CaseIterable, Sendable {
    case unnamed, prepared, cached, pipelined, cursor
    case copyOut = "copy out"
    case copyIn = "copy in"
}
