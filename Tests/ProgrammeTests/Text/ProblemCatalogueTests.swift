import Programme
import Testing

@Suite struct ProblemCatalogueTests {
    @Test func `every problem has a message in both languages`() {
        for code in ProblemCode.allCases {
            let arguments = (0..<ProblemCatalogue.places(of: code)).map { "<\($0)>" }
            let messages = ProblemLanguage.allCases.map { ProblemCatalogue.message(of: code, arguments, in: $0) }
            #expect(Set(messages).count == messages.count, "\(code)")
            for message in messages {
                #expect(!message.isEmpty && message != code.rawValue && !message.contains("{"), "\(code)")
                #expect(arguments.allSatisfy(message.contains), "\(code): \(message)")
            }
        }
    }

    @Test func `an argument's own braces stay as they are, and a missing argument leaves nothing`() {
        let problem = FieldProblem(.citizenIDPadded, "{0}{1}")
        #expect(problem.message(in: .english) == "Zeros lost at the front were put back: {0}{1}")
        #expect(FieldProblem(.citizenIDPadded).message(in: .english) == "Zeros lost at the front were put back: ")
        #expect(
            ProblemCatalogue.message(of: .areaNotThen, ["Tây Sơn", "01/07/2025"], in: .vietnamese).contains("Tây Sơn")
        )
    }
}
