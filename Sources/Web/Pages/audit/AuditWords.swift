/// What was done, as the audit names it and as people say it.
enum AuditWords {
    /// The words for an action; its name where there are none.
    static func action(_ name: String) -> Phrase {
        actions[name] ?? learning[name] ?? subjects[name] ?? titles[name] ?? work[name] ?? reports[name]
            ?? Phrase(name, name)
    }

    /// The words for an event of a membership, by the name under which it is kept.
    static func life(_ name: String) -> Phrase { events[name] ?? Phrase(name, name) }

    private static let learning: [String: Phrase] = [
        "centre.insert": Phrase("Thêm trung tâm học tập", "Added a centre"),
        "centre.update": Phrase("Sửa trung tâm học tập", "Changed a centre"),
        "centre.room": Phrase("Sửa phòng học", "Changed the rooms of a centre"),
        "centre.staff": Phrase("Sửa ban giám đốc trung tâm", "Changed who runs a centre"),
        "class.insert": Phrase("Thêm lớp", "Added a class"),
        "class.update": Phrase("Sửa lớp", "Changed a class"),
        "class.state": Phrase("Chuyển bước lớp", "Took a class on"),
        "session.insert": Phrase("Thêm buổi học", "Added sessions"),
        "session.update": Phrase("Sửa buổi học", "Changed a session"),
        "session.state": Phrase("Ghi buổi học đã học, huỷ hoặc xóa", "Recorded how a session stands"),
        "session.door": Phrase("Mở mã điểm danh ở cửa", "Opened a code for the door"),
        "enrolment.list": Phrase("Xem người học của lớp", "Read who is in a class"),
        "enrolment.insert": Phrase("Ghi danh", "Enrolled members"),
        "enrolment.cancel": Phrase("Huỷ ghi danh", "Cancelled enrolments"),
        "enrolment.promote": Phrase("Cho người chờ vào lớp", "Gave places to who waited"),
        "enrolment.judge": Phrase("Ghi kết quả lớp", "Recorded who completed a class"),
        "attendance.list": Phrase("Xem điểm danh", "Read a register"),
        "attendance.record": Phrase("Điểm danh", "Wrote a register"),
        "attendance.door": Phrase("Tự điểm danh ở cửa", "Recorded at the door"),
        "learning.list": Phrase("Xem việc học nơi khác", "Read learning elsewhere"),
        "learning.declare": Phrase("Ghi việc học nơi khác", "Recorded learning elsewhere"),
        "learning.update": Phrase("Sửa việc học nơi khác", "Changed learning elsewhere"),
        "learning.verify": Phrase("Xác nhận việc học nơi khác", "Verified learning elsewhere"),
        "learning.refuse": Phrase("Không công nhận việc học nơi khác", "Refused learning elsewhere"),
        "learning.remove": Phrase("Xóa việc học nơi khác", "Removed learning elsewhere"),
        "learning.record": Phrase("Xem hồ sơ học tập", "Read a record of learning"),
        "certificate.list": Phrase("Xem giấy chứng nhận", "Read certificates"),
        "certificate.issue": Phrase("Cấp giấy chứng nhận", "Issued certificates"),
        "certificate.revoke": Phrase("Thu hồi giấy chứng nhận", "Revoked a certificate"),
        "plan.list": Phrase("Xem đăng ký học", "Read plans of learning"),
        "plan.register": Phrase("Đăng ký học", "Registered a plan of learning"),
        "plan.done": Phrase("Ghi đăng ký học đã thực hiện", "Recorded a plan as done"),
        "plan.remove": Phrase("Xóa đăng ký học", "Removed a plan of learning"),
    ]

    /// What a field is called that is none of a member's; its name where there are no words.
    static func field(_ name: String) -> Phrase { fields[name] ?? Phrase(name, name) }

    private static let fields: [String: Phrase] = [
        "display_name": Phrase("Họ và tên", "Name"),
        "role": Phrase("Được làm gì", "Role"),
        "scope": Phrase("Phụ trách", "Part"),
        "state": Phrase("Tình trạng", "State"),
    ]

    private static let events: [String: Phrase] = [
        "joined": Phrase("Vào hội", "Joined"),
        "transferred": Phrase("Chuyển sinh hoạt", "Moved"),
        "left": Phrase("Ra khỏi hội", "Left"),
        "died": Phrase("Qua đời", "Died"),
    ]

    private static let actions: [String: Phrase] = [
        "member.read": Phrase("Xem hồ sơ", "Read a record"),
        "member.list": Phrase("Xem danh sách hội viên", "Read the list of members"),
        "member.search": Phrase("Tìm hội viên", "Searched for members"),
        "member.history": Phrase("Xem quá trình sinh hoạt", "Read the life of a membership"),
        "member.dossier": Phrase("Xem toàn bộ dữ liệu của một người", "Read everything about a person"),
        "member.insert": Phrase("Thêm hội viên", "Added a member"),
        "member.update": Phrase("Sửa hồ sơ", "Changed a record"),
        "member.join": Phrase("Ghi sinh hoạt trở lại", "Recorded joining again"),
        "member.transfer": Phrase("Chuyển sinh hoạt", "Moved a member"),
        "member.leave": Phrase("Ghi ra khỏi hội", "Recorded leaving"),
        "member.die": Phrase("Ghi qua đời", "Recorded a death"),
        "member.erase": Phrase("Xóa dữ liệu cá nhân", "Erased personal data"),
        "member.export": Phrase("Tải danh sách hội viên", "Exported members"),
        "duplicate.list": Phrase("Xem các hồ sơ nghi trùng", "Read possible duplicates"),
        "duplicate.compare": Phrase("So sánh hai hồ sơ", "Compared two records"),
        "duplicate.merge": Phrase("Gộp hai hồ sơ", "Merged two records"),
        "duplicate.undo": Phrase("Hoàn tác việc gộp", "Undid a merge"),
        "duplicate.dismiss": Phrase("Ghi hai người khác nhau", "Recorded two people as different"),
        "consent.list": Phrase("Xem sự đồng ý", "Read consents"),
        "consent.record": Phrase("Ghi sự đồng ý", "Recorded a consent"),
        "consent.withdraw": Phrase("Ghi rút lại đồng ý", "Recorded a withdrawal"),
        "branch.insert": Phrase("Thêm chi hội", "Added a branch"),
        "branch.update": Phrase("Sửa chi hội", "Changed a branch"),
        "branch.move": Phrase("Chuyển chi hội", "Moved a branch"),
        "branch.close": Phrase("Đóng chi hội", "Closed a branch"),
        "branch.reopen": Phrase("Mở lại chi hội", "Opened a branch again"),
        "branch.remove": Phrase("Xóa chi hội", "Removed a branch"),
        "officer.add": Phrase("Thêm cán bộ", "Added an officer"),
        "officer.update": Phrase("Sửa cán bộ", "Changed an officer"),
        "officer.end": Phrase("Cho cán bộ thôi việc", "Ended an officer's work"),
        "tenant.add": Phrase("Lập đơn vị", "Set the organisation up"),
        "tenant.rename": Phrase("Đổi tên đơn vị", "Renamed the organisation"),
        "tenant.suspend": Phrase("Tạm dừng đơn vị", "Suspended the organisation"),
        "tenant.resume": Phrase("Cho đơn vị hoạt động lại", "Resumed the organisation"),
        "tenant.export": Phrase("Sao chép toàn bộ dữ liệu của đơn vị", "Exported all of the organisation"),
        "tenant.tokens": Phrase("Tạo mã đếm người từ số định danh", "Made tokens of citizen IDs"),
        "tenant.restore": Phrase("Khôi phục dữ liệu của đơn vị", "Restored the organisation"),
        "import.apply": Phrase("Lấy danh sách vào", "Took a list over"),
        "import.undo": Phrase("Hoàn tác đợt nhập", "Undid an import"),
        "import.insert": Phrase("Tải tệp lên", "Uploaded a file"),
        "import.state": Phrase("Chuyển bước đợt nhập", "Took an import on"),
        "import.rows": Phrase("Xem các dòng của đợt nhập", "Read the rows of an import"),
        "import.file": Phrase("Tải tệp của đợt nhập", "Downloaded the file of an import"),
    ]
}
