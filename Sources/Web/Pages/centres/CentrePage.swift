internal import Programme
internal import Store

/// `/centres`: the learning centres of all wards.
struct CentresPage: Page {
    struct Row: Sendable {
        let path: String
        let name: String
        let about: String?
        let isClosed: Bool
    }

    static let template = "centres"

    let rows: [Row]
    let isEmpty: Bool
    let mayAdd: Bool
    let key = FormKey().text
    let inputs: [FormField.View]

    func title(in language: Language) -> String {
        Phrase("Trung tâm học tập cộng đồng", "Learning centres").text(in: language)
    }

    init(_ words: ClassWords, mayAdd: Bool, _ form: TypedForm) {
        rows = words.centres.map { centre in
            let record = centre.record
            let about = [words.places.areaTitle(record.area), record.address.isEmpty ? nil : record.address]
                .compactMap { $0 }.joined(separator: ", ")
            return Row(
                path: "\(CentreActions.path)/\(centre.id)",
                name: record.name,
                about: about.isEmpty ? nil : about,
                isClosed: !record.isOpen(on: words.today)
            )
        }
        isEmpty = rows.isEmpty
        self.mayAdd = mayAdd
        inputs = CentrePage.fields(form, words.language)
    }
}

/// `/centres/{id}`: one centre with its rooms and the classes in it; for its ward also who runs it.
struct CentrePage: Page {
    /// What the page is made of.
    struct Content: Sendable {
        let centre: StoredCentre
        let rooms: [Room]
        let staff: [CentreStaffMember]
        let classes: [StoredClass]
        let mayEdit: Bool
        let form: TypedForm
        let version: Int
        /// Of a room or of somebody who runs the centre.
        let refused: RefusedForm?
    }

    struct RoomRow: Sendable {
        let path: String
        let name: String
        let seats: String?
    }

    struct StaffRow: Sendable {
        let path: String
        let name: String
        let position: String
        let days: String?
        let version: Int
        let isThere: Bool
    }

    static let template = "centres/centre"

    private let name: String
    let path: String
    let key = FormKey().text
    let version: Int
    let facts: [MemberSheetPage.Fact]
    let rooms: [RoomRow]
    let hasRooms: Bool
    let staff: [StaffRow]
    let classes: [ClassesPage.Row]
    let hasClasses: Bool
    let mayEdit: Bool
    let hidden: [TypedForm.Hidden]
    let inputs: [FormField.View]
    let isEditing: Bool
    let roomName: FormField.View
    let roomSeats: FormField.View
    let staffName: FormField.View
    let staffPosition: FormField.View
    /// Which of the small forms was refused and stands open.
    let isAddingRoom: Bool
    let isAddingStaff: Bool
    let notice: String?
    let problem: String?

    func title(in language: Language) -> String { name }

    init(_ content: Content, _ words: ClassWords, _ officer: SignedInOfficer, notice: Phrase?, problem: Phrase?) {
        let (record, language) = (content.centre.record, words.language)
        name = record.name
        path = "\(CentreActions.path)/\(content.centre.id)"
        version = content.version
        let lines: [(Phrase, String?)] = [
            (Phrase("Phường, xã", "Ward"), words.places.areaTitle(record.area)),
            (Phrase("Địa chỉ", "Address"), record.address), (Phrase("Điện thoại", "Telephone"), record.phone),
            (Phrase("Hoạt động từ", "Open since"), record.openedOn?.vietnamese),
            (Phrase("Ngừng từ ngày", "Closed from"), record.closedOn?.vietnamese),
        ]
        facts = lines.compactMap { heading, text in
            guard let text, !text.isEmpty else { return nil }
            return MemberSheetPage.Fact(heading: heading.text(in: language), text: text)
        }
        let base = path
        rooms = content.rooms.map { room in
            RoomRow(
                path: "\(base)/rooms/\(room.id)/removal",
                name: room.name,
                seats: room.seats.map {
                    Phrase("{0} chỗ", "{0} seats").text(in: language, Number.text($0, in: language))
                }
            )
        }
        hasRooms = !rooms.isEmpty
        staff = content.staff.map { person in
            let days = [
                person.from.map { Phrase("từ {0}", "from {0}").text(in: language, $0.vietnamese) },
                person.through.map { Phrase("đến {0}", "until {0}").text(in: language, $0.vietnamese) },
            ].compactMap { $0 }
            return StaffRow(
                path: "\(base)/staff/\(person.id)/ending",
                name: person.fullName,
                position: person.position,
                days: days.isEmpty ? nil : days.joined(separator: " "),
                version: person.version,
                isThere: person.through == nil
            )
        }
        classes = content.classes.map { ClassesPage.Row($0, words, officer.context.tenant) }
        hasClasses = !classes.isEmpty
        mayEdit = content.mayEdit
        hidden = content.form.hidden
        inputs = Self.fields(content.form, language)
        isEditing = content.form.isRefused
        let refused = content.refused
        func small(_ name: String, _ label: Phrase, _ change: (inout FormField) -> Void) -> FormField.View {
            var field = FormField(name, label.text(in: language))
            change(&field)
            return field.view(over: refused, in: language)
        }
        roomName = small("room_name", Phrase("Tên phòng", "Room")) { $0.isRequired = true }
        roomSeats = small("seats", Phrase("Số chỗ", "Seats")) { $0.keyboard = "numeric" }
        staffName = small("full_name", Phrase("Họ và tên", "Name")) { $0.isRequired = true }
        staffPosition = small("position", Phrase("Chức vụ", "Position")) { $0.isRequired = true }
        isAddingRoom = refused?.isOf("room_name") ?? false
        isAddingStaff = refused?.isOf("full_name") ?? false
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }

    static func texts(of record: CentreRecord?) -> [String: String] {
        [
            "name": record?.name ?? "", "address": record?.address ?? "", "phone": record?.phone ?? "",
            "opened_on": record?.openedOn?.vietnamese ?? "", "closed_on": record?.closedOn?.vietnamese ?? "",
        ]
    }

    static func fields(_ form: TypedForm, _ language: Language) -> [FormField.View] {
        [
            form.field("name", Phrase("Tên trung tâm", "Name"), in: language) { field in
                field.longest = 200
                field.isRequired = true
            },
            form.field("address", Phrase("Địa chỉ", "Address"), in: language) { $0.longest = 200 },
            form.field("phone", Phrase("Điện thoại", "Telephone"), in: language) { $0.keyboard = "tel" },
            form.field("opened_on", Phrase("Hoạt động từ ngày", "Open since"), in: language),
            form.field("closed_on", Phrase("Ngừng từ ngày", "Closed from"), in: language) { field in
                field.help = Phrase("Để trống nếu còn hoạt động.", "Empty while it is open.").text(in: language)
            },
        ]
    }
}
