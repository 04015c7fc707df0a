import Programme
import Testing

@testable import Web

/// What a page says of a form that was refused.
@Suite struct FormMistakeTests {
    private struct Sheet: Page {
        struct Group: Sendable { let inputs: [FormField.View] }

        static let template = "sign-in"
        let notice: String? = nil
        let problem: String? = nil
        let back = "/"
        let login = ""
        let groups: [Group]
        let single: FormField.View?

        func title(in language: Language) -> String { "Phiếu" }
    }

    private func field(_ name: String, _ problems: [String] = []) -> FormField.View {
        var field = FormField(name, "Nhãn \(name)")
        field.problems = problems
        return field.view
    }

    @Test func `every field that is wrong stands in the summary once, with a link that leads to it`() throws {
        let sheet = Sheet(
            groups: [
                .init(inputs: [field("one"), field("two", ["Sai.", "Rất sai."])]),
                .init(inputs: [field("two", ["Sai."])]),
            ],
            single: field("three", ["Trống."])
        )
        let mistakes = try #require(FormMistakes(of: sheet, in: .vietnamese))
        #expect(mistakes.list.map(\.field) == ["two", "three"])
        #expect(mistakes.heading == "Có 2 chỗ cần sửa")
        let renderer = try PageRenderer(assets: AssetPaths())
        let html = renderer.html(sheet, PageFrame(language: .vietnamese, path: nil), mistakes)
        #expect(html.contains("<title>Có 2 chỗ cần sửa: Phiếu"))
        #expect(html.contains("<li><a href=\"#two\">Nhãn two</a>: Sai.</li>"))
        #expect(html.contains("<a href=\"#three\">Nhãn three</a>"))
    }

    @Test func `a page without mistakes says nothing of them`() throws {
        let sheet = Sheet(groups: [.init(inputs: [field("one")])], single: nil)
        #expect(FormMistakes(of: sheet, in: .english) == nil)
        let html = try PageRenderer(assets: AssetPaths()).html(sheet, PageFrame(language: .english, path: nil))
        #expect(!html.contains("mistakes"))
    }

    @Test func `a field names what is said about it, in the order of reading`() {
        var field = FormField("day", "Ngày")
        #expect(field.view.describedBy == nil)
        field.help = "Đủ ngày, tháng, năm."
        #expect(field.view.describedBy == "day-help")
        field.problems = ["Sai."]
        field.warnings = ["Lạ."]
        #expect(field.view.describedBy == "day-problem day-warning day-help")
    }

    @Test func `a refused form shows what was typed, the choice that was made, and no password`() throws {
        let sent = try FormFields("name=A%20B&role=two&secret=abc".utf8)
        let refused = RefusedForm(sent, "role", Phrase("Không được.", "Not allowed."))
        var name = FormField("name", "Tên")
        name.text = "trước"
        var role = FormField("role", "Vai")
        role.options = [
            FieldOption(code: "one", text: "1", isChosen: true), FieldOption(code: "two", text: "2", isChosen: false),
        ]
        var secret = FormField("secret", "Mật khẩu")
        secret.secret = "new-password"
        let other = FormField("other", "Khác")
        #expect(name.view(over: refused, in: .english).text == "A B")
        #expect(name.view(over: refused, in: .english).isWrong == false)
        let chosen = role.view(over: refused, in: .english)
        #expect(chosen.options.map(\.isChosen) == [false, true])
        #expect(chosen.problems == ["Not allowed."])
        #expect(secret.view(over: refused, in: .english).text.isEmpty)
        #expect(other.view(over: refused, in: .english).text.isEmpty)
        #expect(name.view(over: nil, in: .english).text == "trước")
    }
}
