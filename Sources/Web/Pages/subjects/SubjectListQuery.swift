internal import Programme
internal import Store

/// Which subjects a list shows, as its address says it. What was typed to search may be a person's name: the address has it
/// sealed (`MemberListQuery`).
struct SubjectListQuery: Sendable, Hashable {
    var kind: SubjectKind
    var keeper = SubjectFilter.Keeper.own
    var life = SubjectFilter.Life.living
    var area: AreaID?
    var unitKind: UnitKind?
    var text = ""
    var after: SubjectReference?

    /// What an address says. What cannot be read of it counts for nothing.
    init(_ kind: SubjectKind, _ fields: FormFields, _ officer: SignedInOfficer, _ keys: ServerKeys) {
        self.init(kind, typed: fields, text: MemberListQuery.open(fields["find"], officer, keys))
        let parts = (fields["after"] ?? "").split(separator: ".").map(String.init)
        if parts.count == 2, let ward = TenantID(parts[0]), let id = SubjectID(parts[1]) {
            after = SubjectReference(ward: ward, id: id)
        }
    }

    /// What the form above the list says.
    init(_ kind: SubjectKind, typed fields: FormFields, text: String?) {
        self.kind = kind
        keeper = fields["keeper"] == "predecessors" ? .predecessors : .own
        life = fields["life"].flatMap(SubjectFilter.Life.init(rawValue:)) ?? (keeper == .own ? .living : .any)
        area = fields["area"].flatMap(AreaID.init)
        unitKind = kind == .unit ? fields["unit_kind"].flatMap(UnitKind.init(rawValue:)) : nil
        self.text = String(VietnameseText.clean(text ?? "").prefix(MemberListQuery.longestSearch))
    }

    /// What the list is asked for.
    var filter: SubjectFilter {
        SubjectFilter(kind, keeper: keeper, life: life, area: area, unitKind: unitKind, text: text)
    }

    /// Whether it is more than the plain list.
    var isNarrowed: Bool {
        keeper == .predecessors || life != .living || area != nil || unitKind != nil || !text.isEmpty
    }

    /// The address of this list.
    func address(_ officer: SignedInOfficer, _ keys: ServerKeys) -> LocalPath {
        var parts: [String] = []
        if keeper == .predecessors { parts.append("keeper=predecessors") }
        parts.append("life=\(life.rawValue)")
        if let area { parts.append("area=\(area)") }
        if let unitKind { parts.append("unit_kind=\(unitKind.rawValue)") }
        if let sealed = MemberListQuery.seal(text, officer, keys) { parts.append("find=\(sealed)") }
        if let after { parts.append("after=\(after.ward).\(after.id)") }
        return LocalPath(trusted: "\(SubjectPath.list(kind))?\(parts.joined(separator: "&"))")
    }

    /// The fields above the list.
    func fields(_ words: SubjectWords, hasPredecessors: Bool) -> [FormField.View] {
        let language = words.language
        let form = TypedForm([
            "text": text, "area": area?.description ?? "", "life": life.rawValue,
            "unit_kind": unitKind?.rawValue ?? "", "keeper": keeper == .own ? "own" : "predecessors",
        ])
        let every = Phrase("Tất cả", "All").text(in: language)
        let lives: [(SubjectFilter.Life, Phrase)] = [
            (.living, Phrase("Đang hoạt động", "Living")), (.ended, Phrase("Đã kết thúc", "Ended")),
            (.any, Phrase("Tất cả", "All")),
        ]
        var fields = [
            form.field("text", Phrase("Tìm theo tên hoặc mã", "Name or code"), in: language),
            form.choice("area", Phrase("Thôn, tổ", "Hamlet"), in: language, words.areaChoices(), empty: every),
            form.choice(
                "life",
                Phrase("Tình trạng", "State"),
                in: language,
                lives.map { ($0.0.rawValue, $0.1.text(in: language)) }
            ),
        ]
        if kind == .unit {
            let kinds = UnitKind.allCases.map { (code: $0.rawValue, text: words.name($0)) }
            fields.append(form.choice("unit_kind", Phrase("Loại hình", "Kind"), in: language, kinds, empty: every))
        }
        if hasPredecessors {
            let keepers = [
                ("own", Phrase("Phường, xã hiện nay", "This ward")),
                ("predecessors", Phrase("Các phường, xã cũ", "The wards before")),
            ]
            fields.append(
                form.choice(
                    "keeper",
                    Phrase("Nơi quản lý", "Kept by"),
                    in: language,
                    keepers.map { ($0.0, $0.1.text(in: language)) }
                )
            )
        }
        return fields
    }
}
