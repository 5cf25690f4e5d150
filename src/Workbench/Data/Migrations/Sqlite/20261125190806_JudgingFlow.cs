using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workbench.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class JudgingFlow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_assignments_ComparisonId_RaterId",
                table: "assignments");

            migrationBuilder.AddColumn<int>(
                name: "Wave",
                table: "studies",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "AnsweredAfterAt",
                table: "raters",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AnsweredBeforeAt",
                table: "raters",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "OwnPersonaId",
                table: "raters",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ScreenOutReason",
                table: "raters",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ScreenedOutAt",
                table: "raters",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TrainedAt",
                table: "raters",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Value",
                table: "judgments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "StudyPromptId",
                table: "hidden_checks",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AlterColumn<Guid>(
                name: "StudyPersonaId",
                table: "hidden_checks",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<string>(
                name: "PreparedKey",
                table: "hidden_checks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PromptText",
                table: "hidden_checks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "SecondOutputId",
                table: "comparisons",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AlterColumn<Guid>(
                name: "SecondConditionId",
                table: "comparisons",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<Guid>(
                name: "OnlyForRaterId",
                table: "comparisons",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "SelectionProbability",
                table: "assignments",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Wave",
                table: "assignments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "adjudications",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ComparisonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Criterion = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    FirstIsLeft = table.Column<bool>(type: "INTEGER", nullable: false),
                    Displayed = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Resolved = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Value = table.Column<int>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_adjudications", x => x.Id);
                    table.ForeignKey(
                        name: "FK_adjudications_comparisons_ComparisonId",
                        column: x => x.ComparisonId,
                        principalTable: "comparisons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_adjudications_studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "crowd_doors",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Label = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Token = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Settings = table.Column<string>(type: "TEXT", nullable: false),
                    Places = table.Column<int>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crowd_doors", x => x.Id);
                    table.ForeignKey(
                        name: "FK_crowd_doors_studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "guideline_notes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_guideline_notes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_guideline_notes_studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "study_decisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_study_decisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_study_decisions_studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "survey_answers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RaterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Moment = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    QuestionKey = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_survey_answers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_survey_answers_raters_RaterId",
                        column: x => x.RaterId,
                        principalTable: "raters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_survey_answers_studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_answers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    StudyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RaterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PairKey = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Displayed = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    BetterIsLeft = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsRight = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_training_answers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_training_answers_raters_RaterId",
                        column: x => x.RaterId,
                        principalTable: "raters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_training_answers_studies_StudyId",
                        column: x => x.StudyId,
                        principalTable: "studies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "crowd_participants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DoorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlatformIdHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    PlatformId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Extras = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ArrivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_crowd_participants", x => x.Id);
                    table.ForeignKey(
                        name: "FK_crowd_participants_crowd_doors_DoorId",
                        column: x => x.DoorId,
                        principalTable: "crowd_doors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_assignments_ComparisonId_RaterId_Wave",
                table: "assignments",
                columns: new[] { "ComparisonId", "RaterId", "Wave" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_adjudications_ComparisonId",
                table: "adjudications",
                column: "ComparisonId");

            migrationBuilder.CreateIndex(
                name: "IX_adjudications_StudyId_ComparisonId_Criterion_At",
                table: "adjudications",
                columns: new[] { "StudyId", "ComparisonId", "Criterion", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_crowd_doors_StudyId",
                table: "crowd_doors",
                column: "StudyId");

            migrationBuilder.CreateIndex(
                name: "IX_crowd_doors_Token",
                table: "crowd_doors",
                column: "Token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_crowd_participants_DoorId_PlatformIdHash",
                table: "crowd_participants",
                columns: new[] { "DoorId", "PlatformIdHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_crowd_participants_DoorId_State",
                table: "crowd_participants",
                columns: new[] { "DoorId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_guideline_notes_StudyId_At",
                table: "guideline_notes",
                columns: new[] { "StudyId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_study_decisions_StudyId_At",
                table: "study_decisions",
                columns: new[] { "StudyId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_survey_answers_RaterId_Moment_QuestionKey",
                table: "survey_answers",
                columns: new[] { "RaterId", "Moment", "QuestionKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_survey_answers_StudyId",
                table: "survey_answers",
                column: "StudyId");

            migrationBuilder.CreateIndex(
                name: "IX_training_answers_RaterId_PairKey",
                table: "training_answers",
                columns: new[] { "RaterId", "PairKey" });

            migrationBuilder.CreateIndex(
                name: "IX_training_answers_StudyId",
                table: "training_answers",
                column: "StudyId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "adjudications");

            migrationBuilder.DropTable(
                name: "crowd_participants");

            migrationBuilder.DropTable(
                name: "guideline_notes");

            migrationBuilder.DropTable(
                name: "study_decisions");

            migrationBuilder.DropTable(
                name: "survey_answers");

            migrationBuilder.DropTable(
                name: "training_answers");

            migrationBuilder.DropTable(
                name: "crowd_doors");

            migrationBuilder.DropIndex(
                name: "IX_assignments_ComparisonId_RaterId_Wave",
                table: "assignments");

            migrationBuilder.DropColumn(
                name: "Wave",
                table: "studies");

            migrationBuilder.DropColumn(
                name: "AnsweredAfterAt",
                table: "raters");

            migrationBuilder.DropColumn(
                name: "AnsweredBeforeAt",
                table: "raters");

            migrationBuilder.DropColumn(
                name: "OwnPersonaId",
                table: "raters");

            migrationBuilder.DropColumn(
                name: "ScreenOutReason",
                table: "raters");

            migrationBuilder.DropColumn(
                name: "ScreenedOutAt",
                table: "raters");

            migrationBuilder.DropColumn(
                name: "TrainedAt",
                table: "raters");

            migrationBuilder.DropColumn(
                name: "Value",
                table: "judgments");

            migrationBuilder.DropColumn(
                name: "PreparedKey",
                table: "hidden_checks");

            migrationBuilder.DropColumn(
                name: "PromptText",
                table: "hidden_checks");

            migrationBuilder.DropColumn(
                name: "OnlyForRaterId",
                table: "comparisons");

            migrationBuilder.DropColumn(
                name: "SelectionProbability",
                table: "assignments");

            migrationBuilder.DropColumn(
                name: "Wave",
                table: "assignments");

            migrationBuilder.AlterColumn<Guid>(
                name: "StudyPromptId",
                table: "hidden_checks",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "StudyPersonaId",
                table: "hidden_checks",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "SecondOutputId",
                table: "comparisons",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "SecondConditionId",
                table: "comparisons",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_assignments_ComparisonId_RaterId",
                table: "assignments",
                columns: new[] { "ComparisonId", "RaterId" },
                unique: true);
        }
    }
}
