package emiss.report.figure;

import emiss.report.result.Study;
import java.util.List;
import java.util.Optional;

/** Draws studies of one type. */
interface FigureBuilder {
    /**
     * One figure of one or more studies.
     *
     * @param id name of the figure
     * @param studies studies of the type, all with results
     * @return empty if there are no numbers to draw
     * @throws emiss.report.result.ResultsException if a result is not what its format asks for
     */
    Optional<Figure> figure(String id, List<Study> studies);
}
