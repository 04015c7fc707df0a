/// Official reports: of the whole tenant's officers alone, because a report may name anybody. What is signed nobody changes; of
/// two rows here one is signed, which whoever has its code may see, and one is being made, so that files may be added to it.
extension IsolationDeclaration {
    static let reports = """

        # table                     role    granted  admin    near     far      viewer   reading  nobody
        app.reports                 server  siud     siud*S1  S1       S1       sS1      sS1      -
        app.reports                 admin   siud     siud     siud     siud     siud     siud     -
        app.reports                 owner   siud     sS       sS       sS       sS       sS       -
        app.report_files            server  sid      sid      -        -        s        s        -
        app.report_files            admin   sid      sid      sid      sid      sid      sid      -
        app.report_parts            server  sid      sid      -        -        s        s        -
        app.report_parts            admin   sid      sid      sid      sid      sid      sid      -
        app.report_schedules        server  siud     siud     s        s        s        s        -
        app.report_schedules        admin   siud     siud     siud     siud     siud     siud     -
        app.report_schedules        owner   siud     sS       sS       sS       sS       sS       -
        """

    static let reportColumns = """

        app.reports              server  u      not tenant_id id form year period about_id is_scheduled created_at
        """
}
