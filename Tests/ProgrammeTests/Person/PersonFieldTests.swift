import Programme
import Testing

@Suite struct PersonFieldTests {
    @Test func `there are 54 groups, and no name stands for two`() {
        #expect(Ethnicity.all.count == 54)
        for ethnicity in Ethnicity.all {
            for name in [ethnicity.name] + ethnicity.otherNames {
                #expect(Ethnicity.named(name) == ethnicity, "\(name)")
            }
        }
        #expect(Ethnicity.all.filter { !$0.isMinority }.map(\.name) == ["Kinh"])
    }

    @Test(arguments: [
        ("Jrai", "Gia Rai"), ("J'rai", "Gia Rai"), ("Gia-rai", "Gia Rai"), ("GIARAI", "Gia Rai"),
        ("Giơ-rai", "Gia Rai"),
        ("Chơ-rai", "Gia Rai"), ("Bahnar", "Ba Na"), ("Ba-na", "Ba Na"), ("Bana", "Ba Na"), ("Rơ-ngao", "Ba Na"),
        ("Tơ-lô", "Ba Na"), ("Gơ-lar", "Ba Na"), ("kinh", "Kinh"), ("Việt", "Kinh"), ("Dân tộc Tày", "Tày"),
        ("Ê-đê", "Ê Đê"),
        ("H’Mông", "Mông"), ("Mường", "Mường"), ("\u{ca}-\u{d0}\u{ea}", "Ê Đê"),
    ])
    func `spellings of a group are one group`(_ typed: String, _ name: String) {
        #expect(Ethnicity.read(typed).value?.name == name)
        #expect(Ethnicity.read(typed).problems == [])
    }

    @Test func `the two official lists number the groups differently, and numbers alone are nothing`() throws {
        let muong = try #require(Ethnicity.named("Mường"))
        #expect(muong.number(in: .year1979) == 6)
        #expect(muong.number(in: .year2008) == 4)
        #expect(Ethnicity.named("Hoa")?.number(in: .year1979) == 4)
        #expect(Ethnicity.named("Jrai")?.number(in: .year2008) == 10)
        #expect(Ethnicity.named("04") == nil)
        for list in Ethnicity.List.allCases {
            let numbers = Ethnicity.all.compactMap { $0.number(in: list) }
            #expect(Set(numbers).count == numbers.count)
        }
        let unknown = Ethnicity.read("Sao Hoả")
        #expect(unknown.problems == [FieldProblem(.choiceUnknown, "Sao Hoả")])
        #expect(!unknown.isRefused)
    }

    @Test(arguments: [
        ("Nam", Sex.male), ("nữ", .female), ("NỮ", .female), ("Nu\u{31b}\u{303}", .female), ("F", .female),
        ("m", .male),
    ])
    func `the sex is read`(_ typed: String, _ sex: Sex) {
        #expect(Sex.read(typed) == Checked(sex))
    }

    @Test func `numbers are no sex, and of two columns one may be filled`() {
        #expect(Sex.read("1").problems.map(\.code) == [.sexUnreadable])
        #expect(Sex.read("") == Checked(nil))
        let filled = Sex.read(maleColumn: " ", femaleColumn: "1960")
        #expect(filled.value?.sex == .female && filled.value?.text == "1960")
        #expect(Sex.read(maleColumn: "1960", femaleColumn: "").value?.sex == .male)
        #expect(Sex.read(maleColumn: "x", femaleColumn: "x").problems == [FieldProblem(.sexTwice)])
        #expect(Sex.read(maleColumn: "", femaleColumn: "").value == nil)
    }

    @Test func `choices are read by any name and keep to their dates`() throws {
        let date = try day("2020-01-01")
        #expect(ChoiceList.religions.read("THIÊN CHÚA", on: date).value?.code == "catholic")
        #expect(ChoiceList.religions.read("phat giao hoa hao", on: date).value?.code == "hoahao")
        #expect(ChoiceList.qualifications.read("ĐH", on: date).value?.code == "bachelor")
        #expect(ChoiceList.circumstances.read("cận nghèo", on: date).value?.code == "near_poor")
        #expect(ChoiceList.circumstances.read("", on: date) == Checked(nil))
        #expect(ChoiceList.circumstances.read("giàu", on: date).problems == [FieldProblem(.choiceUnknown, "giàu")])
        let ended = try #require(Validity(from: nil, through: try day("2015-12-31")))
        let list = ChoiceList([.init("studious", "Gia đình hiếu học", "Studious family", validity: ended)])
        let read = list.read("gia đình hiếu học", on: date)
        #expect(read.value?.code == "studious")
        #expect(read.problems == [FieldProblem(.choiceNotThen, "Gia đình hiếu học", "01/01/2020")])
        #expect(list.read("Gia đình hiếu học", on: try day("2015-12-31")).problems == [])
        for list in [
            ChoiceList.religions, .qualifications, .politicalTheory, .circumstances, .standings, .leavingReasons,
        ] {
            for choice in list.choices {
                #expect(list.choice(code: choice.code) == choice)
                for name in [choice.vietnamese, choice.english] + choice.otherNames {
                    #expect(list.read(name, on: date).value == choice, "\(name)")
                }
            }
        }
    }

    @Test(arguments: [("12/12", 12, 12), ("7 / 10", 7, 10), ("Lớp 9/12", 9, 12), ("0/10", 0, 10)])
    func `schooling is a fraction`(_ typed: String, _ reached: Int, _ outOf: Int) {
        #expect(Schooling.read(typed) == Checked(Schooling(reached: reached, outOf: outOf)))
    }

    @Test(arguments: ["13/12", "12", "12/13", "12/12/2024", "45637", "đại học", "/"])
    func `what is no such fraction is a warning`(_ typed: String) {
        #expect(Schooling.read(typed).problems.map(\.code) == [.schoolingUnreadable])
    }

    @Test func `yes, no and nothing are three answers`() {
        #expect(
            ["x", "X", "có", "✓", "1", "Đảng viên"].map { YesNo.read($0).value } == Array(repeating: true, count: 6)
        )
        #expect(["không", "0", "-"].map { YesNo.read($0).value } == [false, false, false])
        #expect(YesNo.read(" ") == Checked(nil))
        #expect(YesNo.read("có lẽ").problems.map(\.code) == [.answerUnreadable])
    }
}
