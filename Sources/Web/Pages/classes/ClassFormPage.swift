internal import Programme
internal import Store

/// `/classes/new` and `/classes/{id}/edit`.
struct ClassFormPage: Page {
    static let template = "classes/form"

    private let isNew: Bool
    /// Where the form goes.
    let action: String
    /// Where to go without saving.
    let back: String
    let key = FormKey().text
    let version: Int
    let hidden: [TypedForm.Hidden]
    let groups: [ClassForm.Group]
    let problem: String?

    func title(in language: Language) -> String {
        (isNew ? Phrase("Thêm lớp", "Add a class") : Phrase("Sửa lớp", "Change the class")).text(in: language)
    }

    /// The form of a class, or of a new one.
    /// - Parameter version: which one the form was made from; nil for the one that there is now.
    init(
        _ found: StoredClass?,
        _ form: ClassForm,
        _ words: ClassWords,
        version: Int? = nil,
        problem: Phrase? = nil
    ) {
        isNew = found == nil
        action = found.map { "\(ClassPath.list)/\($0.id)/edit" } ?? "\(ClassPath.list)/new"
        back = found.map { "\(ClassPath.list)/\($0.id)" } ?? ClassPath.list
        self.version = version ?? found?.version ?? 0
        hidden = found == nil ? [] : form.typed.hidden
        groups = form.groups(words)
        self.problem = (problem ?? (form.typed.isRefused ? Self.mend : nil))?.text(in: words.language)
    }

    static let mend = Phrase(
        "Chưa lưu được. Xin sửa những chỗ có dấu “Cần sửa”.",
        "Not saved yet. Please mend what is marked “To mend”."
    )

    static let conflict = Phrase(
        "Người khác vừa sửa. Nội dung bạn nhập vẫn còn bên dưới: xin xem lại rồi bấm Lưu lần nữa.",
        "Somebody else has just changed this. What you typed is still below: look at it and save again."
    )
}
