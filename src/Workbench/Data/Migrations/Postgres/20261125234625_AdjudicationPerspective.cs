using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workbench.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AdjudicationPerspective : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_adjudications_StudyId_ComparisonId_Criterion_At",
                table: "adjudications");

            migrationBuilder.AddColumn<string>(
                name: "Perspective",
                table: "adjudications",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            // Those from before take the first wave's view, or the study's.
            migrationBuilder.Sql("""
                UPDATE adjudications SET "Perspective" = (
                    SELECT CASE coalesce(s."Design"::json #>> '{annotation,waves,0,perspective}', s."Design"::json #>> '{annotation,perspective}')
                        WHEN 'self' THEN 'Self' WHEN 'role_play' THEN 'RolePlay' WHEN 'impersonal' THEN 'Impersonal' ELSE 'ThirdParty' END
                    FROM studies s WHERE s."Id" = adjudications."StudyId");
                """);

            migrationBuilder.CreateIndex(
                name: "IX_adjudications_StudyId_ComparisonId_Criterion_Perspective_At",
                table: "adjudications",
                columns: new[] { "StudyId", "ComparisonId", "Criterion", "Perspective", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_adjudications_StudyId_ComparisonId_Criterion_Perspective_At",
                table: "adjudications");

            migrationBuilder.DropColumn(
                name: "Perspective",
                table: "adjudications");

            migrationBuilder.CreateIndex(
                name: "IX_adjudications_StudyId_ComparisonId_Criterion_At",
                table: "adjudications",
                columns: new[] { "StudyId", "ComparisonId", "Criterion", "At" });
        }
    }
}
