internal import Programme
internal import Store

/// A household, clan, community or unit as a form, and back.
struct SubjectForm: Sendable {
    static let names = [
        "name", "code", "head_name", "area", "address", "phone", "unit_kind", "descent", "across_wards", "people_count",
        "children_count", "zone", "started_on", "remark",
    ]

    let kind: SubjectKind
    var typed: TypedForm

    /// The form of a new one.
    init(_ kind: SubjectKind, _ words: SubjectWords) {
        self.kind = kind
        typed = TypedForm(
            Dictionary(uniqueKeysWithValues: Self.names.map { ($0, "") })
                .merging(["area": words.ward?.description ?? ""]) { $1 }
        )
    }

    /// The form of one that there is.
    init(_ record: ProgrammeSubject) {
        kind = record.kind
        typed = TypedForm(Self.texts(of: record))
    }

    /// What was sent.
    init(_ kind: SubjectKind, _ form: FormFields) {
        self.kind = kind
        typed = TypedForm(form, Self.names)
    }

    /// What the form tells; nil if something must be mended, which the form then says.
    mutating func read() -> ProgrammeSubject? {
        let longest = kind == .household ? PersonName.longestCharacters : ProgrammeSubject.longestName
        let name = typed.line("name", longest: longest, isRequired: true)
        let area: AreaID? = typed.identity("area", isRequired: true)
        let code = typed.line("code", longest: ProgrammeSubject.longestCode)
        let head = typed.line("head_name", longest: PersonName.longestCharacters)
        let address = typed.line("address", longest: 200)
        let remark = typed.line("remark", longest: 1000)
        let phone = typed.phone("phone")
        let people = typed.number("people_count", in: ProgrammeSubject.counts)
        let children = typed.number("children_count", in: ProgrammeSubject.counts)
        let startedOn = typed.day("started_on")
        let unitKind = typed.option("unit_kind", of: UnitKind.self)
        let descent = typed.option("descent", of: ClanDescent.self)
        let zone = typed.option("zone", of: SubjectZone.self)
        guard let area else { return nil }
        var record = ProgrammeSubject(kind, name: name, area: area)
        (record.code, record.headName, record.address, record.remark) = (code, head, address, remark)
        (record.phone, record.peopleCount, record.childrenCount) = (phone, people, children)
        (record.startedOn, record.unitKind, record.descent, record.zone) = (startedOn, unitKind, descent, zone)
        record.isAcrossWards = typed.text("across_wards") == "yes"
        if case .failure(let defect) = record.checked(today: .inVietnam()), !typed.isRefused {
            switch defect.kind {
            case .name: typed.refuse("name", StoreRefusal.subjectName.phrase)
            case .text: typed.refuse("name", StoreRefusal.textLength.phrase)
            case .counts: typed.refuse("children_count", StoreRefusal.subjectCounts.phrase)
            case .kind: typed.refuse("name", StoreRefusal.subjectKind.phrase)
            case .dates: typed.refuse("started_on", StoreRefusal.subjectDates.phrase)
            }
        }
        return typed.isRefused ? nil : record
    }

    /// Says what the store refused at the field that it is about; false if it is about none of them.
    mutating func take(_ refusal: StoreRefusal) -> Bool {
        let name: String? =
            switch refusal {
            case .subjectName: "name"
            case .subjectCodeTaken: "code"
            case .subjectCounts: "children_count"
            case .subjectDates: "started_on"
            case .areaOutsideWard, .outsidePart: "area"
            default: nil
            }
        guard let name else { return false }
        typed.refuse(name, refusal.phrase)
        return true
    }

    /// The texts as this form writes them and reads them again, whatever the language of the page.
    static func texts(of record: ProgrammeSubject) -> [String: String] {
        [
            "name": record.name, "code": record.code, "head_name": record.headName, "area": record.area.description,
            "address": record.address, "phone": record.phone?.digits ?? "",
            "unit_kind": record.unitKind?.rawValue ?? "",
            "descent": record.descent?.rawValue ?? "", "across_wards": record.isAcrossWards ? "yes" : "",
            "people_count": record.peopleCount.map { String($0) } ?? "",
            "children_count": record.childrenCount.map { String($0) } ?? "", "zone": record.zone?.rawValue ?? "",
            "started_on": record.startedOn?.vietnamese ?? "", "remark": record.remark,
        ]
    }
}

extension TypedForm {
    /// A telephone number; nil for none, or if it cannot be read.
    mutating func phone(_ name: String) -> PhoneNumber? {
        let text = text(name)
        guard !text.isEmpty else { return nil }
        if let phone = PhoneNumber.read(text).value { return phone }
        refuse(name, Phrase("Số điện thoại không đúng.", "This is no telephone number."))
        return nil
    }
}

// MARK: As the page shows it

extension SubjectForm {
    func groups(_ words: SubjectWords) -> [ClassForm.Group] {
        let language = words.language
        let about = Phrase("Thông tin", "About").text(in: language)
        let more = Phrase("Thêm nữa", "More").text(in: language)
        return [
            ClassForm.Group(heading: about, inputs: main(words)), ClassForm.Group(heading: more, inputs: others(words)),
        ]
    }

    private func main(_ words: SubjectWords) -> [FormField.View] {
        let language = words.language
        let label: Phrase =
            switch kind {
            case .household: Phrase("Họ và tên chủ hộ", "Head of the household")
            case .clan: Phrase("Tên dòng họ", "Name of the clan")
            case .community: Phrase("Tên thôn, làng, tổ dân phố", "Name of the community")
            case .unit: Phrase("Tên đơn vị", "Name of the unit")
            }
        var inputs = [
            typed.field("name", label, in: language) { field in
                field.isRequired = true
                field.longest = ProgrammeSubject.longestName
            },
            typed.choice("area", Phrase("Thôn, tổ", "Hamlet"), in: language, words.areaChoices(typed.text("area"))),
            typed.field("address", Phrase("Địa chỉ", "Address"), in: language) { $0.longest = 200 },
        ]
        if kind != .household {
            inputs.insert(typed.field("head_name", Phrase("Người đứng đầu", "Headed by"), in: language), at: 1)
        }
        if kind == .unit {
            let kinds = UnitKind.allCases.map { (code: $0.rawValue, text: words.name($0)) }
            let label = Phrase("Loại hình", "Kind")
            inputs.insert(typed.choice("unit_kind", label, in: language, kinds, empty: "–"), at: 1)
        }
        if kind == .clan {
            let lines = ClanDescent.allCases.map { (code: $0.rawValue, text: words.name($0)) }
            inputs.append(typed.choice("descent", Phrase("Theo dòng", "Descent"), in: language, lines, empty: "–"))
            let across = [
                (code: "yes", text: Phrase("Có, nhiều phường, xã", "Yes, over several wards").text(in: language))
            ]
            let no = Phrase("Không", "No").text(in: language)
            inputs.append(
                typed.choice(
                    "across_wards",
                    Phrase("Có hộ ở nơi khác", "Households elsewhere"),
                    in: language,
                    across,
                    empty: no
                )
            )
        }
        return inputs
    }

    private func others(_ words: SubjectWords) -> [FormField.View] {
        let language = words.language
        var inputs = [
            typed.field("code", Phrase("Mã", "Code"), in: language) { $0.longest = ProgrammeSubject.longestCode },
            typed.field("phone", Phrase("Điện thoại", "Telephone"), in: language) { $0.keyboard = "tel" },
            typed.field("people_count", Phrase("Số người", "People"), in: language) { $0.keyboard = "numeric" },
        ]
        if kind == .household {
            inputs.append(
                typed.field(
                    "children_count",
                    Phrase("Trẻ trong độ tuổi đi học", "Children of school age"),
                    in: language
                ) {
                    $0.keyboard = "numeric"
                    $0.help =
                        Phrase(
                            "Ghi 0 nếu không có: khi đó không chấm tiêu chí về trẻ em.",
                            "Nought if there are none: criteria about children do not apply then."
                        ).text(in: language)
                }
            )
        }
        let zones = SubjectZone.allCases.map { (code: $0.rawValue, text: words.name($0)) }
        let whole = Phrase("Theo phường, xã", "As the ward").text(in: language)
        inputs += [
            typed.choice("zone", Phrase("Vùng", "Zone"), in: language, zones, empty: whole),
            typed.field("started_on", Phrase("Có từ ngày", "Since"), in: language),
            typed.field("remark", Phrase("Ghi chú", "Remark"), in: language) { field in
                field.isLong = true
                field.longest = 1000
            },
        ]
        return inputs
    }
}
